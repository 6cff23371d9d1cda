module sticky-session/tests/e2e/crds/gateway-api-1.7

go 1.25.0

require sigs.k8s.io/gateway-api v1.7.0
