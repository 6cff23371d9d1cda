import pulumi
import pulumi_sticky as sticky

config = pulumi.Config()
app = sticky.StickyApp(
    "hello",
    platform=sticky.Platform.KUBERNETES,
    controller="traefik",
    image="docker.io/nginxdemos/nginx-hello:plain-text",
    host=config.require("host"),
    namespace=config.get("namespace"),
)

pulumi.export("url", app.url)
