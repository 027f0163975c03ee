"""The index for programs: searches, children, involvements. The same rules as its pages."""

from ninja import Router

from . import children, involvements, searches

router = Router()
router.add_router("", searches.router)
router.add_router("", children.router)
router.add_router("", involvements.router)
