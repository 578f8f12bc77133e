package match

import (
	"testing"

	"boroughgraph/estate"
)

func TestBuyer(t *testing.T) {
	borough := func(slug, name, official string) *estate.Borough {
		return &estate.Borough{ID: estate.MakeID(estate.KindBorough, slug), Slug: slug, Name: name, OfficialName: official}
	}
	places := NewPlaces([]*estate.Borough{
		borough("city-of-london", "City of London", "City of London Corporation"),
		borough("hammersmith-and-fulham", "Hammersmith and Fulham", "London Borough of Hammersmith & Fulham"),
		borough("kensington-and-chelsea", "Kensington and Chelsea", "Royal Borough of Kensington and Chelsea"),
		borough("kingston-upon-thames", "Kingston upon Thames", "Royal Borough of Kingston upon Thames"),
		borough("richmond-upon-thames", "Richmond upon Thames", "London Borough of Richmond upon Thames"),
		borough("camden", "Camden", "London Borough of Camden"),
		borough("barnet", "Barnet", "London Borough of Barnet"),
		borough("sutton", "Sutton", "London Borough of Sutton"),
		borough("westminster", "Westminster", "Westminster City Council"),
	})
	for name, want := range map[string]string{
		"The Mayor and Commonalty and Citizens of the City of London": "city-of-london",
		"London Borough of Hammersmith and Fuham (LBHF)":              "hammersmith-and-fulham",
		"LBHF": "hammersmith-and-fulham",
		"London Borough of Hammersmith & Fulham (LBHF)": "hammersmith-and-fulham",
		"The Royal Borough of Kensington & Chelsea":     "kensington-and-chelsea",
		"RBKC": "kensington-and-chelsea",
		"Royal Borough of Kensington and Chelsea (RBKC)": "kensington-and-chelsea",
		"Kingston Council":                      "kingston-upon-thames",
		"Royal Borough of Kingston Upon Thames": "kingston-upon-thames",
		"L.B. Camden":                           "camden",
		"L.B. of Camden":                        "camden",
		"The Mayor and Burgesses of the London Borough of Camden": "camden",
		"LONDON BOROUGH OF SUTTON":                                "sutton",
		"Richmond Council":                                        "richmond-upon-thames",
		"Westminster City Council":                                "westminster",
		"Kingston upon Hull City Council":                         "",
		"Sutton Coldfield Town Council":                           "",
		"University of Westminster":                               "",
		"Barnet Homes":                                            "",
		"Richmond Housing Partnership":                            "",
		"City of London School":                                   "",
		"Camden Town Unlimited":                                   "",
		"Royal Free London NHS Foundation Trust (Barnet)":         "",
		"London Borough of Camden Pension Fund":                   "",
	} {
		if got := places.Buyer(name, nil).Key(); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
