/**
 * The invented credentials that the emulators accept unless told otherwise. A service account for GA4 carries a private
 * key and is therefore made by each emulator: `await ga4Emulator().serviceAccount()`.
 */
export const sandboxCredentials = {
  ga4: {
    propertyId: "417000001",
    clientId: "417-sandbox.apps.googleusercontent.com",
    clientSecret: "sandbox-google-client-secret",
    refreshToken: "1//0sandbox-google-refresh-token",
  },
  hubspot: {
    accessToken: "pat-eu1-sandbox-service-key",
    clientId: "sandbox-hubspot-client-id",
    clientSecret: "sandbox-hubspot-client-secret",
    refreshToken: "sandbox-hubspot-refresh-token",
  },
  lms: {
    apiKey: "sandbox-lms-api-key",
    clientId: "sandbox-lms-client-id",
    clientSecret: "sandbox-lms-client-secret",
    username: "sandbox-lms-reader",
    password: "sandbox-lms-password",
  },
  mixpanel: {
    projectId: "2529987",
    username: "reader.a1b2c3.mp-service-account",
    secret: "sandbox-mixpanel-service-secret",
    projectSecret: "sandbox-mixpanel-project-secret",
  },
  teachable: {
    apiKey: "sandbox-teachable-api-key",
  },
  amplitude: {
    apiKey: "sandbox-amplitude-api-key",
    secretKey: "sandbox-amplitude-secret-key",
  },
  linkedinAds: {
    accessToken: "AQX-sandbox-linkedin-access-token",
    clientId: "86sandboxlinkedin",
    clientSecret: "sandbox-linkedin-client-secret",
    refreshToken: "AQW-sandbox-linkedin-refresh-token",
  },
  reddit: {
    clientId: "sandbox-reddit-app",
    clientSecret: "sandbox-reddit-app-secret",
    username: "sandbox_reader",
    password: "sandbox-reddit-password",
    refreshToken: "417000-sandbox-reddit-refresh-token",
  },
  googleTrends: {
    clientId: "417-sandbox-trends.apps.googleusercontent.com",
    clientSecret: "sandbox-trends-client-secret",
    refreshToken: "1//0sandbox-trends-refresh-token",
  },
  thinkific: {
    subdomain: "sandbox-school",
    apiKey: "sandbox-thinkific-api-key",
    accessToken: "sandbox-thinkific-access-token",
    clientId: "sandbox-thinkific-client-id",
    clientSecret: "sandbox-thinkific-client-secret",
    refreshToken: "sandbox-thinkific-refresh-token",
  },
} as const;
