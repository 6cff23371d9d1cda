<%@ page session="false" contentType="text/plain" trimDirectiveWhitespaces="true" %>
Server name: <%= System.getenv("HOSTNAME") %>
