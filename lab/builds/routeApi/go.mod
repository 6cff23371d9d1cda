module sticky-session/lab/route-api

go 1.24.0

require github.com/openshift/api v0.0.0-20250710004639-926605d3338b
