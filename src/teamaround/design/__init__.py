"""How every page looks and is rendered: assets, templates, forms, pictures and words for dates.

Pages of other packages extend `design/page.html` and are rendered by `render.render`.
"""
