"""What there is to do at the services, subject by subject: data for `vorm`, and pages that are more than data."""
