"""What if: a form in the page, with the rules compiled to JSON and an evaluator in plain JavaScript."""
