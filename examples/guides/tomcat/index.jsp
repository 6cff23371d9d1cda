<%@ page contentType="text/plain; charset=utf-8" trimDirectiveWhitespaces="true" %>
<%
  Integer cart = (Integer) session.getAttribute("cart");
  if (cart == null) cart = 0;
  if (request.getMethod().equals("POST")) {
    cart = cart + 1;
    session.setAttribute("cart", cart);
  }
%>
Cart: <%= cart %>
