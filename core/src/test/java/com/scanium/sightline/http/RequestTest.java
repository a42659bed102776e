package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final URI STORE = URI.create("http://store:9009/prometheus");

  @Test
  void printsNoCredentials() {
    Request request =
        Request.builder(
                Request.Method.GET, URI.create("http://s/x?access_token=t0p&query=up&apiKey=t0p"))
            .header("Authorization", "Bearer t0p")
            .header("X-Api-Key", "t0p")
            .build();
    assertThat(request.toString()).doesNotContain("t0p").contains("query=up").contains("x-api-key");
    assertThat(request.headers().toString()).doesNotContain("t0p");
    assertThat(request.headers().fields().toString()).doesNotContain("t0p");
    assertThat(Secret.of("t0p").toString()).isEqualTo("***");
    assertThat(Credentials.bearer(Secret.of("t0p")).toString()).doesNotContain("t0p");
    assertThat(Credentials.basic("me", Secret.of("t0p")).toString()).doesNotContain("t0p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u20ac", "a\u007f"})
  void aValueThatCouldBecomeAnotherHeaderIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.builder(Request.Method.GET, STORE).header("X-Scope-OrgID", value))
        .withMessageContaining("X-Scope-OrgID")
        .withMessageNotContaining("Evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a:b",
        "a\r\nb",
        "\u00e4",
        "Host",
        "content-length",
        "Transfer-Encoding"
      })
  void aNameThatIsNoneOrBelongsToTheFramingIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.builder(Request.Method.GET, STORE).header(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/x", "/relative", "http:///x", "http://me:t0p@h/", "mailto:a@b"})
  void anAddressThatIsNotPlainHttpIsRefusedWithoutShowingAPassword(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.get(URI.create(uri)))
        .withMessageNotContaining("t0p");
  }

  @Test
  void headersHaveSeveralValuesUnderOneNameInAnyCase() {
    Headers headers = Headers.of("X-A", "1").with("x-a", " 2 ").with("B", "3");
    assertThat(headers.all("x-A")).containsExactly("1", "2");
    assertThat(headers.first("b")).contains("3");
    assertThat(headers.names()).containsExactly("x-a", "b");
    assertThat(headers.without("X-a").fields()).hasSize(1);
    assertThat(headers.replacing("X-a", "4").all("x-a")).containsExactly("4");
  }

  @Test
  void originsIgnoreCaseAndDefaultPorts() {
    assertThat(Request.get(URI.create("HTTP://Store/x")).origin()).isEqualTo("http://store:80");
    assertThat(Request.get(URI.create("https://store/x")).origin()).isEqualTo("https://store:443");
  }

  @Test
  void formsEncodeEverythingThatIsNotPlain() {
    Form form = Form.EMPTY.with("match[]", "{job=~\"a+b\"}").with("x", "ä *~");
    assertThat(form.encoded()).isEqualTo("match%5B%5D=%7Bjob%3D~%22a%2Bb%22%7D&x=%C3%A4%20%2A~");
    assertThat(form.appendTo(STORE).toString()).startsWith("http://store:9009/prometheus?match");
    assertThat(Form.EMPTY.appendTo(STORE)).isEqualTo(STORE);
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(RetryAfter.read("7")).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.read("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
    assertThat(RetryAfter.read("soon")).isEmpty();
    assertThat(RetryAfter.read("-1")).isEmpty();
    assertThat(RetryAfter.read("99999999999999999999")).isEmpty();
  }

  @Test
  void aConfigurationNamesAllThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HttpConfig.builder()
                    .connectTimeout(Duration.ZERO)
                    .maxResponseBytes(0)
                    .maxConnections(-1)
                    .build())
        .withMessageContaining("connectTimeout")
        .withMessageContaining("maxResponseBytes")
        .withMessageContaining("maxConnections");
  }
}
