"""An import-linter contract: the surfaces and adapters of an app are for that app alone."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output


def lies_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


class PrivateModules(Contract):
    """Modules below `app.<private>` may be imported from within `app`, and by `allowed_importers`, only."""

    apps = fields.ListField(subfield=fields.StringField())
    private = fields.ListField(subfield=fields.StringField())
    allowed_importers = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        broken = [
            f"{importer} -> {module}"
            for app in self.apps
            for module in sorted(graph.modules)
            if any(lies_in(module, f"{app}.{name}") for name in self.private)
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if not self.may_import(importer, app)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def may_import(self, importer: str, app: str) -> bool:
        return lies_in(importer, app) or any(lies_in(importer, allowed) for allowed in self.allowed_importers or ())

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["broken"]:
            output.print_error(line)
