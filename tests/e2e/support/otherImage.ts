/** The default image's application; that it has another name is what matters. */
export const otherImage = "docker.io/nginxdemos/nginx-hello:plain-text-2";
