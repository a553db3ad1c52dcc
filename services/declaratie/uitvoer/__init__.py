"""Files for people: one table model, written as CSV, XLSX and PDF."""
