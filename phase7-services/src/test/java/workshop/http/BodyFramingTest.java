package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(21)
@Exercise("7.7")
@DisplayName("BodyFraming")
class BodyFramingTest {

  /** Fields as they would come, separated by " | ". */
  private static Fields fields(String text) {
    Fields fields = new Fields();
    for (String field : text.split(" \\| ")) {
      int colon = field.indexOf(':');
      fields.add(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return fields;
  }

  private static void refused(boolean old, String fields, int status) {
    String what = "[" + fields + "]" + (old ? ", HTTP/1.0," : "");
    assertThat(
        "status for " + what,
        Http.refused(what, () -> BodyFraming.length(old, fields(fields))),
        is(status));
  }

  @ParameterizedTest(name = "[{0}]: {1}")
  @Order(1)
  @CsvSource({
    "Host: a, 0",
    "Content-Length: 0, 0",
    "Content-Length: 5, 5",
    "content-length: 10, 10",
    "Content-Length: 9999999999, 9999999999",
    "Transfer-Encoding: chunked, -1",
    "TRANSFER-ENCODING: Chunked, -1",
  })
  @DisplayName("a length, chunked (-1), or no body")
  void lengths(String fields, long expected) throws Exception {
    assertThat(
        "the length of the body after [" + fields + "]",
        BodyFraming.length(false, fields(fields)),
        is(expected));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(2)
  @ValueSource(
      strings = {
        "Content-Length: 5 | Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked | Content-Length: 5",
        "Transfer-Encoding: chunked | Content-Length: 0",
        "Content-Length: x | Transfer-Encoding: chunked",
      })
  @DisplayName("400 for both: a proxy may have believed the other one (rule 3)")
  void both(String fields) {
    refused(false, fields, 400);
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(3)
  @ValueSource(
      strings = {
        "Content-Length: 5 | Content-Length: 6",
        "Content-Length: 5 | Host: a | content-length: 5",
        "Content-Length: 5, 5",
        "Content-Length: 5, 6",
      })
  @DisplayName("400 for two lengths (rule 5)")
  void twoLengths(String fields) {
    refused(false, fields, 400);
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(4)
  @ValueSource(strings = {"+5", "-5", "0x5", "5.0", "5 5", "five", "5;", "1e3", "\u0665", ""})
  @DisplayName("400 for a length that is not digits alone")
  void noNumbers(String value) {
    refused(false, "Content-Length: " + value, 400);
  }

  @ParameterizedTest(name = "{0}")
  @Order(5)
  @ValueSource(
      strings = {
        "9223372036854775808",
        "18446744073709551621",
        "99999999999999999999999999999999999999999999999"
      })
  @DisplayName("413 or 400 for a length that does not fit into a long")
  void overflow(String value) {
    String what = "[Content-Length: " + value + "]";
    assertThat(
        "status for " + what,
        Http.refused(what, () -> BodyFraming.length(false, fields("Content-Length: " + value))),
        anyOf(is(413), is(400)));
  }

  @ParameterizedTest(name = "[{0}]: {1}")
  @Order(6)
  @CsvSource(
      delimiter = '!',
      value = {
        "Transfer-Encoding: gzip, chunked!501",
        "Transfer-Encoding: gzip | Transfer-Encoding: chunked!501",
        "Transfer-Encoding: gzip!400",
        "Transfer-Encoding: identity!400",
        "Transfer-Encoding: chunked, gzip!400",
        "Transfer-Encoding: chunked | Transfer-Encoding: gzip!400",
        "Transfer-Encoding: xchunked!400",
      })
  @DisplayName("a coding that is not known: 501; if chunked is not the last one: 400 (rule 4)")
  void otherCodings(String fields, int status) {
    refused(false, fields, status);
  }

  @Test
  @Order(7)
  @DisplayName("400 for chunks from HTTP/1.0, which does not know them (section 6.1)")
  void chunkedFromOld() {
    refused(true, "Transfer-Encoding: chunked", 400);
  }

  @Test
  @Order(8)
  @DisplayName("HTTP/1.0 may tell a length")
  void lengthFromOld() throws Exception {
    assertThat(BodyFraming.length(true, fields("Content-Length: 7")), is(7L));
    assertThat(BodyFraming.length(true, fields("Host: a")), is(0L));
  }

  @ParameterizedTest(name = "[{0}]: {1}")
  @Order(9)
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "5, 5",
        "a, 10",
        "A, 10",
        "1f, 31",
        "0, 0",
        "00000005, 5",
        "5;name=value, 5",
        "5 ;name=value, 5",
        "5;a=\"b;c\", 5",
        "ffffffff, 4294967295",
      })
  @DisplayName("the size of a chunk is hexadecimal; extensions after it are skipped")
  void chunkSizes(String line, long expected) throws Exception {
    assertThat(
        "the size in the line " + Http.shown(line), BodyFraming.chunkSize(line), is(expected));
  }

  @ParameterizedTest(name = "[{0}]")
  @Order(10)
  @ValueSource(strings = {"", "g", "0x5", "+5", "-5", " 5", "5 5", ";a", "5,5", "five"})
  @DisplayName("400 for a chunk without a size")
  void noChunkSizes(String line) {
    String what = "the line " + Http.shown(line) + " before a chunk";
    assertThat(
        "status for " + what, Http.refused(what, () -> BodyFraming.chunkSize(line)), is(400));
  }

  @ParameterizedTest(name = "{0}")
  @Order(11)
  @ValueSource(strings = {"8000000000000000", "fffffffffffffffffffffff5", "10000000000000005"})
  @DisplayName("413 or 400 for a chunk whose size does not fit into a long")
  void chunkOverflow(String line) {
    String what = "a chunk of 0x" + line + " bytes";
    assertThat(
        "status for " + what,
        Http.refused(what, () -> BodyFraming.chunkSize(line)),
        anyOf(is(413), is(400)));
  }
}
