//! The browser's way to the server.

use js_sys::{Reflect, Uint8Array};
use keeper::{HttpReply, HttpRequest, Method, Transport, Unreached};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReadableStreamDefaultReader, Request, RequestCache, RequestCredentials, RequestInit, Response,
    WorkerGlobalScope,
};

/// `fetch`, to this origin only: the policy of the page allows no other.
pub(crate) struct Fetch {
    scope: Option<WorkerGlobalScope>,
}

impl Fetch {
    pub(crate) fn new() -> Self {
        Self { scope: js_sys::global().dyn_into().ok() }
    }

    async fn try_send(&self, request: HttpRequest) -> Result<HttpReply, JsValue> {
        let scope = self.scope.as_ref().ok_or(JsValue::NULL)?;
        let init = RequestInit::new();
        init.set_method(match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        });
        init.set_credentials(RequestCredentials::SameOrigin);
        init.set_cache(RequestCache::NoStore);
        let millis = u32::try_from(request.patience.as_millis()).unwrap_or(u32::MAX);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(millis)));
        if let Some((content_type, bytes)) = &request.body {
            let headers = Headers::new()?;
            headers.set("content-type", content_type)?;
            init.set_headers(&headers);
            init.set_body(&Uint8Array::from(bytes.as_slice()));
        }
        let request = Request::new_with_str_and_init(&request.path, &init)?;
        let response: Response = JsFuture::from(scope.fetch_with_request(&request)).await?.dyn_into()?;
        let body = read(&response).await?;
        Ok(HttpReply { status: response.status(), body })
    }
}

/// The body, as it comes in. It stops where it is larger than any answer of the protocol: the keeper then refuses it, and this
/// device's memory is not the server's to fill.
async fn read(response: &Response) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into()?;
    while bytes.len() <= HttpRequest::MOST {
        let read = JsFuture::from(reader.read()).await?;
        if Reflect::get(&read, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let piece: Uint8Array = Reflect::get(&read, &"value".into())?.dyn_into()?;
        let before = bytes.len();
        bytes.resize(before + piece.length() as usize, 0);
        if let Some(rest) = bytes.get_mut(before..) {
            piece.copy_to(rest);
        }
    }
    // Whatever comes of it, nobody reads on.
    drop(reader.cancel());
    Ok(bytes)
}

impl Transport for Fetch {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        self.try_send(request).await.map_err(|_| Unreached)
    }
}
