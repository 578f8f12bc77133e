package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"boroughgraph/estate"
)

// ParseProxies reads the addresses of trusted proxies, such as 10.0.0.1 or 10.0.0.0/8. It returns
// an INVALID error for anything else.
func ParseProxies(texts []string) ([]netip.Prefix, error) {
	var proxies []netip.Prefix
	for _, text := range texts {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, err := netip.ParseAddr(text)
			if err != nil {
				return nil, estate.Invalidf("%q is not an address of a proxy: write 10.0.0.1 or 10.0.0.0/8", text)
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		proxies = append(proxies, prefix)
	}
	return proxies, nil
}

// clientOf returns the address of the client. If the connection comes from a trusted proxy, it is
// the last address in X-Forwarded-For that is not a trusted proxy too: those before it are what the
// client says.
func clientOf(r *http.Request, proxies []netip.Prefix) netip.Addr {
	at := addressOf(r.RemoteAddr)
	if !trusted(at, proxies) {
		return at
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := addressOf(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			return at
		}
		if at = hop; !trusted(at, proxies) {
			return at
		}
	}
	return at
}

// addressOf reads an address with or without a port. It is not valid if the text is not one.
func addressOf(text string) netip.Addr {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	at, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return at.Unmap().WithZone("")
}

func trusted(at netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if at.IsValid() && p.Contains(at) {
			return true
		}
	}
	return false
}

// budgetKey returns the name under which a client's budget is kept. An IPv6 client usually has a
// whole /64 to itself.
func budgetKey(at netip.Addr) string {
	if at.Is6() {
		if p, err := at.Prefix(64); err == nil {
			return p.String()
		}
	}
	return at.String()
}

// OnlyHosts refuses requests for other host names with 421. Without it a page of another site could
// read a server on a loopback address, by giving its own name that address (DNS rebinding). Ports
// don't matter, and with no hosts every name is served.
func OnlyHosts(hosts []string, next http.Handler) http.Handler {
	if len(hosts) == 0 {
		return next
	}
	served := map[string]bool{}
	for _, h := range hosts {
		served[strings.ToLower(strings.Trim(h, "[]"))] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if host, _, err := net.SplitHostPort(name); err == nil {
			name = host
		}
		name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
		if !served[name] {
			http.Error(w, "this server does not serve that host name: add it with --hosts", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
