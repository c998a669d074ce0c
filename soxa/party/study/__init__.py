"""Study of resolutions and following Hồ Chí Minh's example: what was studied, who came, what plan followed, who undertook what.

Serves the directives on study of the Party's resolutions and on following Hồ Chí Minh's thought, morality and style.
"""
