module hello

go 1.25.8

require (
	example.com/pulumi-sticky/sdk/go v0.1.0
	github.com/pulumi/pulumi/sdk/v3 v3.245.0
)

// What `pulumi package add` generates.
replace example.com/pulumi-sticky/sdk/go => ./sdks/sticky
