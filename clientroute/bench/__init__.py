"""Speed: each figure beside a bare base (`make bench`), and a month of the whole country (`clientroute bench`)."""
