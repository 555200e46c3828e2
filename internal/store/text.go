package store

import "context"

// Texts reads what versions say.
type Texts interface {
	// Texts returns the titles and texts of versions of reports, in the order in which
	// they are named, without their records. CodeNotFound where one is not held.
	Texts(ctx context.Context, of []VersionName) ([]VersionText, error)
}

// VersionName names a version of a report.
type VersionName struct{ Report, Version string }

// VersionText is what a version says.
type VersionText struct{ Title, Text string }
