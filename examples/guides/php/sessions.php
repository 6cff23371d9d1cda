<?php
// In front of every script: php.ini cannot encode what is in a password.
ini_set('session.save_path', sprintf(
  '%s://%s:%s?%s',
  getenv('SESSION_STORE_TLS') === 'true' ? 'tls' : 'tcp',
  getenv('SESSION_STORE_HOST'),
  getenv('SESSION_STORE_PORT'),
  http_build_query([
    'auth' => [getenv('SESSION_STORE_USERNAME'), getenv('SESSION_STORE_PASSWORD')],
    'timeout' => 2,
    'read_timeout' => 2,
  ]),
));
