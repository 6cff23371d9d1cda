/** The answer to a request that no Route is for, or whose application has no pod that is ready. */
export const errorPage = `HTTP/1.0 503 Service Unavailable
Pragma: no-cache
Cache-Control: private, max-age=0, no-cache, no-store
Connection: close
Content-Type: text/html

<!doctype html>
<html lang="en">
<head><title>503 Service Unavailable</title></head>
<body>
<h1>Nothing answers here</h1>
<p>There is no Route for this host and path, or none of its pods is ready.</p>
<p><code>oc get routes --all-namespaces</code> shows the Routes, <code>oc get pods</code> the pods.</p>
<p>This is the lab's stand-in for the router of OpenShift.</p>
</body>
</html>
`.replaceAll("\n", "\r\n");
