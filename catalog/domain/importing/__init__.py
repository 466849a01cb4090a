"""Shopify's product CSV, in and out.

A file is read in groups of lines, one group a product (`reading`). A group becomes a `records.ProductRecord` or a
list of faults (`parsing`); a record becomes lines again (`rendering`). What a line says and the shop does not keep in
that very form is remembered beside the product as `cells`, so that an export gives it back. Records are stored in
batches (`running`, `creating`, `changing`); what a batch replaced is kept whole (`snapshots`), so that one import
can be undone (`undoing`). Front doors: running.run_import, undoing.undo, exporting.export.
"""
