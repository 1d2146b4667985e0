//! The browser's way to the server.

use js_sys::{ArrayBuffer, Uint8Array};
use keeper::{HttpReply, HttpRequest, Method, Transport, Unreached};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, Request, RequestCache, RequestCredentials, RequestInit, Response, WorkerGlobalScope};

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
        let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
        Ok(HttpReply { status: response.status(), body: Uint8Array::new(&body).to_vec() })
    }
}

impl Transport for Fetch {
    async fn send(&self, request: HttpRequest) -> Result<HttpReply, Unreached> {
        self.try_send(request).await.map_err(|_| Unreached)
    }
}
