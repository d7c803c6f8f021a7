"""Pure ideas, standard library only: money, period, place, organisation, agreement, contact, finding."""
