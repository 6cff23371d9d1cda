/**
 * The command that puts what was changed by hand as the program has it. The variable lets the Kubernetes provider take
 * back fields that kubectl owns since, which it else refuses to change (server-side apply; pulumi-kubernetes,
 * enablePatchForce).
 */
export const redeploy = "PULUMI_K8S_ENABLE_PATCH_FORCE=true pulumi up --refresh";
