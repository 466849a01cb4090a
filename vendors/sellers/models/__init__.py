from .seller import Seller, SellerMember

__all__ = ["Seller", "SellerMember"]
