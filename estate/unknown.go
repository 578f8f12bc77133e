package estate

type field struct {
	name  string
	known bool
}

func unknown(fields ...field) []string {
	names := []string{}
	for _, f := range fields {
		if !f.known {
			names = append(names, f.name)
		}
	}
	return names
}
