// The client that client_test.go generates is compiled with this and asked of a running server.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/Khan/genqlient/graphql"
)

func main() {
	if err := ask(context.Background(), graphql.NewClient(os.Args[1], http.DefaultClient)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ask(ctx context.Context, client graphql.Client) error {
	boroughs, day := []string{"haringey", "hillingdon", "greenwich", "lambeth"}, "2026-11-23"
	shared, err := SharedVendors(ctx, client, boroughs, day)
	if err != nil {
		return err
	}
	for _, v := range shared.SharedSuppliers.Nodes {
		fmt.Printf("%s: %d boroughs, %s\n", v.Supplier.Name, len(v.Boroughs), v.CombinedAnnualValue.Sum.Amount)
	}
	due, err := Renewals(ctx, client, []string{"haringey"}, "2027-04-01", "2027-04-30", day)
	if err != nil {
		return err
	}
	for _, r := range due.Renewals.Nodes {
		fmt.Printf("%s %s: start by %s\n", r.Date, r.Kind, r.StartBy)
	}
	return nil
}
