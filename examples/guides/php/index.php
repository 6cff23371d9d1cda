<?php
header('content-type: text/plain');
if (!session_start()) {
  http_response_code(503);
  exit("Sessions are not available at the moment.\n");
}
$_SESSION['cart'] ??= 0;
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
  $_SESSION['cart'] += 1;
}
echo "Cart: {$_SESSION['cart']}\n";
