package main

import (
	"example.com/pulumi-sticky/sdk/go/sticky"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		host, controller := settings.Require("host"), "traefik"
		app, err := sticky.NewStickyApp(ctx, "hello", &sticky.StickyAppArgs{
			Platform:   sticky.PlatformKubernetes,
			Controller: &controller,
			Image:      pulumi.String("docker.io/nginxdemos/nginx-hello:plain-text"),
			Host:       &host,
			Namespace:  pulumi.StringPtr(settings.Get("namespace")),
		})
		if err != nil {
			return err
		}
		ctx.Export("url", app.Url)
		return nil
	})
}
