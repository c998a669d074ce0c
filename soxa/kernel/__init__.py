"""The grammar every domain speaks: units, journal, flow, access, figures, sheets, sealed fields, pages."""
