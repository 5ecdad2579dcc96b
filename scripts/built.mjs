console.log('the web app is in dist/client');
