using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class SurvivalTests
{
    static readonly Redactor Redactor = new();

    [Theory]
    [InlineData("password = os.environ[\"DB_PASSWORD\"]")]
    [InlineData("token = os.getenv(\"API_TOKEN_2\")")]
    [InlineData("token = get_token()")]
    [InlineData("self.token = token1")]
    [InlineData("password = config.password1")]
    [InlineData("def login(user: str, password: str = None) -> Token:")]
    [InlineData("password: string;")]
    [InlineData("connect(password=password, token=self.token2)")]
    [InlineData("const token = await fetchToken(url1);")]
    [InlineData("const { token, password } = process.env;")]
    [InlineData("apiKey: process.env.API_KEY_1,")]
    [InlineData("private string Password { get; set; } = \"\";")]
    [InlineData("Token token = tokens[i2];")]
    [InlineData("password := r.FormValue(\"password\")")]
    [InlineData("if token == nil { return ErrToken1 }")]
    [InlineData("TOKEN_TYPE = \"Bearer2\"")]
    [InlineData("token = \"->\"")]
    [InlineData("readToken: readToken$1,")]
    [InlineData("tokens = {\"if\": 1, \"else2\": 2}")]
    [InlineData("key = \"section1.title2\"")]
    [InlineData("cache_key = f\"{user}:{id2}\"")]
    [InlineData("max_tokens=4096, token_count: 123456789")]
    [InlineData("NEXT_TOKEN_RE = re.compile(r\"[a-z0-9]{32}\")")]
    [InlineData("password.encode(\"utf-8\")")]
    [InlineData("raise ValueError(\"password must have 8 characters\")")]
    [InlineData("token: \"Unexpected token } in JSON at position 12\"")]
    [InlineData("SyntaxError: Unexpected token 'a1b2', \"a1b2c3\" is not valid JSON")]
    [InlineData("public_key = \"a1B2c3D4e5F6g7H8\"")]
    public void Code_stays(string code)
    {
        Redactor.Redact(code).ShouldBe(code);
    }

    [Theory]
    [InlineData("password = \"changeme\"")]
    [InlineData("password = \"\"")]
    [InlineData("password: \"password\"")]
    [InlineData("API_KEY=<your-api-key>")]
    [InlineData("API_KEY=your_api_key_here")]
    [InlineData("password=${DB_PASSWORD}")]
    [InlineData("password: {{ vault_password2 }}")]
    [InlineData("password=$DB_PASSWORD")]
    [InlineData("password=%DB_PASSWORD%")]
    [InlineData("token = f\"Bearer {token}\"")]
    [InlineData("password = \"%(password)s\"")]
    [InlineData("password: ********")]
    [InlineData("api_key = \"xxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("token = \"example\"")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("postgres://user:password@localhost/db")]
    [InlineData("postgres://{user}:{password}@{host}/db")]
    [InlineData("https://$USER:$PASS@example.org")]
    [InlineData("Authorization: Bearer <token>")]
    [InlineData("Authorization: `Bearer ${token}`")]
    [InlineData("Authorization: Basic realm=\"x\"")]
    [InlineData("password = null")]
    [InlineData("password: [FILTERED]")]
    [InlineData("docker run -u 1000:1000 app")]
    [InlineData("invalid password for admin1")]
    public void Placeholders_stay(string text)
    {
        Redactor.Redact(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")]
    [InlineData("\"integrity\": \"sha512-1WtIZpG0NbZnYJJAMoCJVLfZmXVJKbkCfjpZWBTl2kMNHhxnhTCSs3Xz2E5Qb1IKNcdOyPVqOTl9uFTtHpLYqg==\"")]
    [InlineData("request 550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("image: registry/app:v1.2.3-rc.4+build.5")]
    [InlineData("vector = base64(\"TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5\")")]
    [InlineData("http://localhost:8080/@scope/package@1.2.3")]
    [InlineData("git@github.com:owner/repository.git")]
    [InlineData("logo@2x.png")]
    [InlineData("@property\ndef x(self): return a@b")]
    [InlineData("at com.example.App$Token.read(App.java:12)")]
    [InlineData("2024-05-01T12:00:00.123456789Z INFO started in 1234567890123456 ns")]
    [InlineData("from 8.8.8.8 port 443")]
    [InlineData("sk-circle-fade-dot sk-cube-grid")]
    [InlineData("System.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089")]
    [InlineData("arn:aws:iam::123456789012:role/app")]
    public void What_only_looks_random_stays(string text)
    {
        Redactor.Redact(text).ShouldBe(text);
    }
}
