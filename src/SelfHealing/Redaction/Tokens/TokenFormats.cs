using static SelfHealing.Redaction.CharSets;
using static SelfHealing.Redaction.SecretKind;

namespace SelfHealing.Redaction.Tokens;

/// <summary>The tokens that providers made recognizable. docs/redaction.md names the provider's description of each.</summary>
static class TokenFormats
{
    public static readonly TokenFormat[] All =
    [
        new("AKIA", AwsAccessKey, UpperAndDigits, 16, 16), new("ASIA", AwsAccessKey, UpperAndDigits, 16, 16),
        new("ABIA", AwsAccessKey, UpperAndDigits, 16, 16), new("ACCA", AwsAccessKey, UpperAndDigits, 16, 16),
        new("ABSK", AwsSecretKey, Base64, 100), new("bedrock-api-key-", AwsSecretKey, Base64, 40),

        new("ghp_", GithubToken, Alphanumeric, 30), new("gho_", GithubToken, Alphanumeric, 30), new("ghu_", GithubToken, Dotted, 30),
        new("ghs_", GithubToken, Dotted, 30), new("ghr_", GithubToken, Alphanumeric, 30), new("github_pat_", GithubToken, Word, 22),

        new("glpat-", GitlabToken, Dotted, 20), new("gldt-", GitlabToken, Base64Url, 20), new("glrt-", GitlabToken, Dotted, 20),
        new("glrtr-", GitlabToken, Dotted, 20), new("glcbt-", GitlabToken, Base64Url, 20), new("glptt-", GitlabToken, Hex, 40),
        new("glft-", GitlabToken, Base64Url, 20), new("glimt-", GitlabToken, Base64Url, 20), new("glagent-", GitlabToken, Base64Url, 40),
        new("glsoat-", GitlabToken, Base64Url, 20), new("gloas-", GitlabToken, Hex, 32), new("glffct-", GitlabToken, Base64Url, 20),
        new("GR1348941", GitlabToken, Base64Url, 20),

        new("xoxb-", SlackToken, Base64Url, 15), new("xoxp-", SlackToken, Base64Url, 15), new("xoxa-", SlackToken, Base64Url, 15),
        new("xoxr-", SlackToken, Base64Url, 15), new("xoxs-", SlackToken, Base64Url, 15), new("xoxo-", SlackToken, Base64Url, 15),
        new("xoxc-", SlackToken, Base64Url, 15), new("xoxd-", SlackToken, Credentials, 15), new("xoxe-", SlackToken, Base64Url, 15),
        new("xoxe.", SlackToken, Dotted, 15), new("xapp-", SlackToken, Base64Url, 15), new("xwfp-", SlackToken, Base64Url, 15),
        new("hooks.slack.com/services/", SlackToken, Base64, 30), new("hooks.slack.com/workflows/", SlackToken, Base64, 30),
        new("hooks.slack.com/triggers/", SlackToken, Base64, 30),

        new("sk_live_", StripeKey, Alphanumeric, 16), new("rk_live_", StripeKey, Alphanumeric, 16), new("sk_test_", StripeKey, Alphanumeric, 16),
        new("rk_test_", StripeKey, Alphanumeric, 16), new("whsec_", StripeKey, Base64, 24),

        new("AIza", GoogleKey, Base64Url, 35), new("ya29.", GoogleKey, Dotted, 20), new("GOCSPX-", GoogleKey, Base64Url, 20),
        new("1//0", GoogleKey, Base64Url, 30),

        new("npm_", NpmToken, Alphanumeric, 36), new("pypi-", PypiToken, Base64Url, 50), new("SG.", SendgridKey, Dotted, 40),
        new("SK", TwilioKey, Hex, 32, 32),
        new("sk-ant-", AnthropicKey, Base64Url, 20),
        new("sk-proj-", OpenaiKey, Base64Url, 20), new("sk-svcacct-", OpenaiKey, Base64Url, 20), new("sk-admin-", OpenaiKey, Base64Url, 20),
        new("sk-or-v1-", ProviderToken, Hex, 32), new("sk-lf-", ProviderToken, Base64Url, 20), new("sk-", OpenaiKey, Alphanumeric, 20),

        new("dop_v1_", DigitaloceanToken, Hex, 40), new("doo_v1_", DigitaloceanToken, Hex, 40), new("dor_v1_", DigitaloceanToken, Hex, 40),
        new("HRKU-", HerokuKey, Base64Url, 30),
        new("discord.com/api/webhooks/", DiscordToken, PathParts, 60), new("discordapp.com/api/webhooks/", DiscordToken, PathParts, 60),
        new("ddpat_", DatadogKey, Word, 20), new("ddsat_", DatadogKey, Word, 20), new("ddapp_", DatadogKey, Word, 20), new("ddapi_", DatadogKey, Word, 20),
        new("hf_", HuggingfaceToken, Alphanumeric, 30), new("api_org_", HuggingfaceToken, Alphanumeric, 30),
        new("shpat_", ShopifyToken, Hex, 32), new("shpca_", ShopifyToken, Hex, 32), new("shppa_", ShopifyToken, Hex, 32),
        new("shpss_", ShopifyToken, Hex, 32), new("shpua_", ShopifyToken, Hex, 32),
        new("sq0atp-", SquareToken, Base64Url, 20), new("sq0csp-", SquareToken, Base64Url, 20), new("EAAA", SquareToken, Base64Url, 56, 64),
        new("key-", MailgunKey, Hex, 32, 32), new("v1.0-", CloudflareKey, HexAndDash, 150), new("cfut_", CloudflareKey, Base64Url, 40),
        new("cfat_", CloudflareKey, Base64Url, 40),
        new("hvs.", VaultToken, Base64Url, 20), new("hvb.", VaultToken, Base64Url, 20), new("hvr.", VaultToken, Base64Url, 20),
        new("dapi", DatabricksToken, Hex, 32),
        new("AKCp", JfrogToken, Alphanumeric, 50), new("cmVmdGtu", JfrogToken, Alphanumeric, 50),
        new("dckr_pat_", DockerToken, Base64Url, 20), new("dckr_oat_", DockerToken, Base64Url, 20),
        new("ATATT3", AtlassianToken, Credentials, 40), new("ATCTT3", AtlassianToken, Credentials, 40), new("ATBB", AtlassianToken, Alphanumeric, 28),

        new("rubygems_", ProviderToken, Hex, 48), new("oy2", ProviderToken, Alphanumeric, 43, 43), new("lin_api_", ProviderToken, Alphanumeric, 32),
        new("lin_oauth_", ProviderToken, Alphanumeric, 32), new("ntn_", ProviderToken, Alphanumeric, 40), new("secret_", ProviderToken, Alphanumeric, 43),
        new("figd_", ProviderToken, Base64Url, 36), new("glc_", ProviderToken, Base64, 32), new("glsa_", ProviderToken, Word, 38),
        new("sntrys_", ProviderToken, Credentials, 40), new("sntryu_", ProviderToken, Hex, 40), new("NRAK-", ProviderToken, Alphanumeric, 27),
        new("NRII-", ProviderToken, Base64Url, 32), new("PMAK-", ProviderToken, Base64Url, 50), new("pscale_tkn_", ProviderToken, Dotted, 32),
        new("pscale_pw_", ProviderToken, Dotted, 32), new("dp.pt.", ProviderToken, Alphanumeric, 40), new("dp.st.", ProviderToken, Dotted, 40),
        new("pul-", ProviderToken, Hex, 40), new("sbp_", ProviderToken, Hex, 40), new("sb_secret_", ProviderToken, Base64Url, 20),
        new("fo1_", ProviderToken, Base64Url, 43), new("fm2_", ProviderToken, Credentials, 100), new("nfp_", ProviderToken, Alphanumeric, 36),
        new("CCIPAT_", ProviderToken, Word, 40), new("CCIPRJ_", ProviderToken, Word, 40), new("bkua_", ProviderToken, Alphanumeric, 40),
        new("gsk_", ProviderToken, Alphanumeric, 40), new("r8_", ProviderToken, Alphanumeric, 37), new("xai-", ProviderToken, Alphanumeric, 70),
        new("pplx-", ProviderToken, Alphanumeric, 40), new("p8e-", ProviderToken, Alphanumeric, 32), new("LTAI", ProviderToken, Alphanumeric, 20, 20),
        new("ops_eyJ", ProviderToken, Base64, 100), new("AGE-SECRET-KEY-1", PrivateKey, Alphanumeric, 50), new("dt0c01.", ProviderToken, Dotted, 80),
        new("dt0s01.", ProviderToken, Dotted, 80), new("EZAK", ProviderToken, Alphanumeric, 54), new("duffel_live_", ProviderToken, Base64Url, 40),
        new("access_token$production$", ProviderToken, Word, 30), new("packagist_", ProviderToken, Word, 60), new("tfp_", ProviderToken, Word, 40),
        new("phx_", ProviderToken, Alphanumeric, 40), new("tskey-", ProviderToken, Base64Url, 20), new("rnd_", ProviderToken, Alphanumeric, 28),
        new("vcp_", ProviderToken, Alphanumeric, 24), new("napi_", ProviderToken, Alphanumeric, 60),
    ];
}
