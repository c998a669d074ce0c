"""Tests of the Party side: rules, verbs, figures, sheets and pages."""
