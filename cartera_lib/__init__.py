"""cartera_lib: keep, prove and collect the fiscal credits of an IMSS subdelegation."""
