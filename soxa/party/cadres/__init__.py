"""Planning of cadres – who is planned for which post of which term – and the courses that members attend."""
