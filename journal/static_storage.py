"""Static files under names with a hash of their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Also where one script imports another: an old module must never meet a new one in somebody's cache."""

    support_js_module_import_aggregation = True
