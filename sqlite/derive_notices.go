package sqlite

import (
	"context"

	"boroughgraph/estate"
)

type frameworkRow struct {
	ofNoun
	Code   *string `json:"code"`
	ByName string  `json:"byName"`
}

type frameworkLinkRow struct {
	ofNoun
	Target estate.ID `json:"target"`
}

func (w *writer) deriveFrameworks(ctx context.Context, r reach) error {
	ids, names := r.of(estate.KindFramework), []string{"links"}
	return each(ctx, w, ids, "derive_frameworks", names, func(f *estate.Framework, b lists) {
		b.add("rows", frameworkRow{ofNoun: ofNoun{f.ID}, Code: orNull(f.Code), ByName: estate.TextKey(f.Name, f.ID)})
		for _, ids := range [][]estate.ID{f.Boroughs, f.Suppliers} {
			for _, id := range ids {
				b.add("links", frameworkLinkRow{ofNoun{f.ID}, id})
			}
		}
	})
}

type noticeRow struct {
	ofNoun
	OCID          *string             `json:"ocid"`
	Stage         *estate.NoticeStage `json:"stage"`
	Deadline      *estate.Date        `json:"deadline"`
	PublishedDate *estate.Date        `json:"publishedDate"`
	estate.NoticeKeys
	estate.NoticeDerivation
}

type noticeLinkRow struct {
	ofNoun
	Role   string    `json:"role"` // PARTY, SUPPLIER, SERVICE or ABOUT
	Target estate.ID `json:"target"`
}

type cpvRow struct {
	ofNoun
	CPV string `json:"cpv"`
}

func (w *writer) deriveNotices(ctx context.Context, r reach) error {
	ids, names := r.of(estate.KindNotice), []string{"links", "cpv"}
	return each(ctx, w, ids, "derive_notices", names, func(n *estate.Notice, b lists) {
		b.add("rows", noticeRow{
			ofNoun: ofNoun{n.ID}, OCID: orNull(n.OCID), Stage: orNull(n.Stage),
			Deadline: orNull(n.TenderDeadline.Last()), PublishedDate: orNull(n.PublishedDate.Last()), NoticeKeys: n.Keys(), NoticeDerivation: estate.DeriveNotice(n),
		})
		addNoticeLinks(b, n)
		for _, code := range n.Codes() {
			b.add("cpv", cpvRow{ofNoun{n.ID}, code})
		}
	})
}

func addNoticeLinks(b lists, n *estate.Notice) {
	add := func(role string, targets []estate.ID) {
		for _, id := range targets {
			b.add("links", noticeLinkRow{ofNoun{n.ID}, role, id})
		}
	}
	for _, p := range n.Parties {
		if p.Borough != "" {
			add("PARTY", []estate.ID{p.Borough})
		}
	}
	add("SUPPLIER", n.Suppliers)
	add("SERVICE", n.Services)
	add("ABOUT", n.Contracts)
	add("ABOUT", n.Frameworks)
}
