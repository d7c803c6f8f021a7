"""Who is paid: kinds of organisation, their reach, and who controls them."""
