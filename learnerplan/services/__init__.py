"""The use cases, a noun a file: functions `f(store, ...)`; queries return frozen rows."""
