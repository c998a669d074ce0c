"""Who reads reported values: offices that work with them, of the units in their sight."""

from soxa.kernel.access import SeenBy


class ValueRows(SeenBy):
    """Rows of reported values, seen by offices that work with them."""

    sight_domain = "values"
