package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(80)
@DisplayName("Json")
class JsonTest {
  @Test
  @DisplayName("objects and lists, with commas between what is in them")
  void nested() {
    Json json = new Json().object();
    json.name("a").value(1).name("b").list();
    json.object().endObject().list().endList().value(true).value("x").endList();
    json.name("c").unsigned(-1).name("d").hex(new byte[] {0, -1, 16}).endObject();
    assertThat(
        json.toString(),
        is("{\"a\":1,\"b\":[{},[],true,\"x\"],\"c\":4294967295,\"d\":\"00ff10\"}"));
  }

  @Test
  @DisplayName("what would end a string, or the line of an event, is escaped (RFC 8259 section 7)")
  void escapes() {
    assertThat(
        new Json().value("\"\\\n\r\u0001é").toString(), is("\"\\\"\\\\\\u000a\\u000d\\u0001é\""));
  }
}
