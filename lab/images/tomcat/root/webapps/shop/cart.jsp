<%@ page contentType="text/plain" trimDirectiveWhitespaces="true" %>
<%
  Integer before = (Integer) session.getAttribute("cart");
  int cart = before == null ? 0 : before;
  if (request.getMethod().equals("POST")) {
    cart++;
    session.setAttribute("cart", cart);
  }
%>
Server name: <%= System.getenv("HOSTNAME") %>
User: <%= request.getRemoteUser() %>
Cart: <%= cart %>
