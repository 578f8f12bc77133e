package estate

type field struct {
	name  string
	known bool
}

// unknown returns the names of the fields that are not known. It is never nil.
func unknown(fields ...field) []string {
	names := []string{}
	for _, f := range fields {
		if !f.known {
			names = append(names, f.name)
		}
	}
	return names
}
