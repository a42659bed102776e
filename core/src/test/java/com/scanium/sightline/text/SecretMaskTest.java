package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          url = "http://admin:hunter2@mimir:9009/push"    | url = "http://admin:***@mimir:9009/push"
          POSTGRES_PASSWORD: hunter2                      | POSTGRES_PASSWORD: ***
          "secureJsonData": {"apiKey": "abc.def"}         | "secureJsonData": {"apiKey": "***"}
          password = "hunter2"                            | password = "***"
          - API_TOKEN=hunter2                             | - API_TOKEN=***
          bearer_token = 'hunter2'                        | bearer_token = '***'
          Authorization: Bearer abcdefgh12345             | Authorization: Bearer ***
          password: ${DB_PASSWORD}                        | password: ${DB_PASSWORD}
          password = sys.env("DB_PASSWORD")               | password = sys.env("DB_PASSWORD")
          {"__address__" = "u:hunter2@backend:8080"}      | {"__address__" = "u:***@backend:8080"}
          u:hunter2@backend:8080                          | u:***@backend:8080
          "http://mimir:9009/prometheus"                  | "http://mimir:9009/prometheus"
          __address__ = "backend:8080",                   | __address__ = "backend:8080",
          tokens_used_sum{token_type="a", token=~"b"}     | tokens_used_sum{token_type="a", token=~"b"}
          bearerTokenEnv: MIMIR_TOKEN                     | bearerTokenEnv: MIMIR_TOKEN
          """)
  void masksSecretsAndNothingElse(String line, String expected) {
    assertThat(SecretMask.mask(line)).isEqualTo(expected);
  }
}
