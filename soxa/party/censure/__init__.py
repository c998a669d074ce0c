"""Discipline of Party organisations: reprimand, warning or dissolution of a cell, a committee or a grassroots organisation."""
