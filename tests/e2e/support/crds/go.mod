module sticky-session/tests/e2e/crds

go 1.25.0

require (
	github.com/projectcontour/contour v1.33.8
	istio.io/api v1.31.4
	sigs.k8s.io/gateway-api v1.6.3
)
