'use strict';

SwaggerUIBundle({
  url: '../openapi',
  dom_id: '#document',
  deepLinking: true,
  // The default asks a validator on another host.
  validatorUrl: null
});
