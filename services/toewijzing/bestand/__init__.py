"""The contract register as a file: rows of a CSV or XLSX, to a contract and back."""
