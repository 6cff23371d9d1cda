<%@ page contentType="text/html" trimDirectiveWhitespaces="true" %>
<!doctype html>
<title>Log in</title>
<form method="post" action="j_security_check">
  <input name="j_username" autocomplete="username" />
  <input name="j_password" type="password" autocomplete="current-password" />
  <button>Log in</button>
</form>
