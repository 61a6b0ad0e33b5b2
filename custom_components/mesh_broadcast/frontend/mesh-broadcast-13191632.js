/* Mesh Broadcast 0.1.0, the dashboard. Built from frontend/, see docs/development.md. */
var _6=Object.defineProperty;var P6=Object.getOwnPropertyDescriptor;var h=(H,V,C,e)=>{for(var L=e>1?void 0:e?P6(V,C):V,r=H.length-1,t;r>=0;r--)(t=H[r])&&(L=(e?t(V,C,L):t(L))||L);return e&&L&&_6(V,C,L),L};var l5=globalThis,m5=l5.ShadowRoot&&(l5.ShadyCSS===void 0||l5.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,f3=Symbol(),N0=new WeakMap,$2=class{constructor(V,C,e){if(this._$cssResult$=!0,e!==f3)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=V,this.t=C}get styleSheet(){let V=this.o,C=this.t;if(m5&&V===void 0){let e=C!==void 0&&C.length===1;e&&(V=N0.get(C)),V===void 0&&((this.o=V=new CSSStyleSheet).replaceSync(this.cssText),e&&N0.set(C,V))}return V}toString(){return this.cssText}},I0=H=>new $2(typeof H=="string"?H:H+"",void 0,f3),B=(H,...V)=>{let C=H.length===1?H[0]:V.reduce((e,L,r)=>e+(t=>{if(t._$cssResult$===!0)return t.cssText;if(typeof t=="number")return t;throw Error("Value passed to 'css' function must be a 'css' function result: "+t+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(L)+H[r+1],H[0]);return new $2(C,H,f3)},z0=(H,V)=>{if(m5)H.adoptedStyleSheets=V.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of V){let e=document.createElement("style"),L=l5.litNonce;L!==void 0&&e.setAttribute("nonce",L),e.textContent=C.cssText,H.appendChild(e)}},S3=m5?H=>H:H=>H instanceof CSSStyleSheet?(V=>{let C="";for(let e of V.cssRules)C+=e.cssText;return I0(C)})(H):H;var{is:T6,defineProperty:B6,getOwnPropertyDescriptor:R6,getOwnPropertyNames:E6,getOwnPropertySymbols:F6,getPrototypeOf:$6}=Object,v5=globalThis,W0=v5.trustedTypes,D6=W0?W0.emptyScript:"",N6=v5.reactiveElementPolyfillSupport,D2=(H,V)=>H,N2={toAttribute(H,V){switch(V){case Boolean:H=H?D6:null;break;case Object:case Array:H=H==null?H:JSON.stringify(H)}return H},fromAttribute(H,V){let C=H;switch(V){case Boolean:C=H!==null;break;case Number:C=H===null?null:Number(H);break;case Object:case Array:try{C=JSON.parse(H)}catch{C=null}}return C}},u5=(H,V)=>!T6(H,V),U0={attribute:!0,type:String,converter:N2,reflect:!1,useDefault:!1,hasChanged:u5};Symbol.metadata??=Symbol("metadata"),v5.litPropertyMetadata??=new WeakMap;var F1=class extends HTMLElement{static addInitializer(V){this._$Ei(),(this.l??=[]).push(V)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(V,C=U0){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(V)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(V,C),!C.noAccessor){let e=Symbol(),L=this.getPropertyDescriptor(V,e,C);L!==void 0&&B6(this.prototype,V,L)}}static getPropertyDescriptor(V,C,e){let{get:L,set:r}=R6(this.prototype,V)??{get(){return this[C]},set(t){this[C]=t}};return{get:L,set(t){let M=L?.call(this);r?.call(this,t),this.requestUpdate(V,M,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(V){return this.elementProperties.get(V)??U0}static _$Ei(){if(this.hasOwnProperty(D2("elementProperties")))return;let V=$6(this);V.finalize(),V.l!==void 0&&(this.l=[...V.l]),this.elementProperties=new Map(V.elementProperties)}static finalize(){if(this.hasOwnProperty(D2("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(D2("properties"))){let C=this.properties,e=[...E6(C),...F6(C)];for(let L of e)this.createProperty(L,C[L])}let V=this[Symbol.metadata];if(V!==null){let C=litPropertyMetadata.get(V);if(C!==void 0)for(let[e,L]of C)this.elementProperties.set(e,L)}this._$Eh=new Map;for(let[C,e]of this.elementProperties){let L=this._$Eu(C,e);L!==void 0&&this._$Eh.set(L,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(V){let C=[];if(Array.isArray(V)){let e=new Set(V.flat(1/0).reverse());for(let L of e)C.unshift(S3(L))}else V!==void 0&&C.push(S3(V));return C}static _$Eu(V,C){let e=C.attribute;return e===!1?void 0:typeof e=="string"?e:typeof V=="string"?V.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(V=>this.enableUpdating=V),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(V=>V(this))}addController(V){(this._$EO??=new Set).add(V),this.renderRoot!==void 0&&this.isConnected&&V.hostConnected?.()}removeController(V){this._$EO?.delete(V)}_$E_(){let V=new Map,C=this.constructor.elementProperties;for(let e of C.keys())this.hasOwnProperty(e)&&(V.set(e,this[e]),delete this[e]);V.size>0&&(this._$Ep=V)}createRenderRoot(){let V=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return z0(V,this.constructor.elementStyles),V}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(V=>V.hostConnected?.())}enableUpdating(V){}disconnectedCallback(){this._$EO?.forEach(V=>V.hostDisconnected?.())}attributeChangedCallback(V,C,e){this._$AK(V,e)}_$ET(V,C){let e=this.constructor.elementProperties.get(V),L=this.constructor._$Eu(V,e);if(L!==void 0&&e.reflect===!0){let r=(e.converter?.toAttribute!==void 0?e.converter:N2).toAttribute(C,e.type);this._$Em=V,r==null?this.removeAttribute(L):this.setAttribute(L,r),this._$Em=null}}_$AK(V,C){let e=this.constructor,L=e._$Eh.get(V);if(L!==void 0&&this._$Em!==L){let r=e.getPropertyOptions(L),t=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:N2;this._$Em=L;let M=t.fromAttribute(C,r.type);this[L]=M??this._$Ej?.get(L)??M,this._$Em=null}}requestUpdate(V,C,e,L=!1,r){if(V!==void 0){let t=this.constructor;if(L===!1&&(r=this[V]),e??=t.getPropertyOptions(V),!((e.hasChanged??u5)(r,C)||e.useDefault&&e.reflect&&r===this._$Ej?.get(V)&&!this.hasAttribute(t._$Eu(V,e))))return;this.C(V,C,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(V,C,{useDefault:e,reflect:L,wrapped:r},t){e&&!(this._$Ej??=new Map).has(V)&&(this._$Ej.set(V,t??C??this[V]),r!==!0||t!==void 0)||(this._$AL.has(V)||(this.hasUpdated||e||(C=void 0),this._$AL.set(V,C)),L===!0&&this._$Em!==V&&(this._$Eq??=new Set).add(V))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let V=this.scheduleUpdate();return V!=null&&await V,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[L,r]of this._$Ep)this[L]=r;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[L,r]of e){let{wrapped:t}=r,M=this[L];t!==!0||this._$AL.has(L)||M===void 0||this.C(L,void 0,r,M)}}let V=!1,C=this._$AL;try{V=this.shouldUpdate(C),V?(this.willUpdate(C),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(C)):this._$EM()}catch(e){throw V=!1,this._$EM(),e}V&&this._$AE(C)}willUpdate(V){}_$AE(V){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(V)),this.updated(V)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(V){return!0}update(V){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(V){}firstUpdated(V){}};F1.elementStyles=[],F1.shadowRootOptions={mode:"open"},F1[D2("elementProperties")]=new Map,F1[D2("finalized")]=new Map,N6?.({ReactiveElement:F1}),(v5.reactiveElementVersions??=[]).push("2.1.2");var y3=globalThis,G0=H=>H,c5=y3.trustedTypes,Q0=c5?c5.createPolicy("lit-html",{createHTML:H=>H}):void 0,b3="$lit$",$1=`lit$${Math.random().toFixed(9).slice(2)}$`,O3="?"+$1,I6=`<${O3}>`,L2=document,z2=()=>L2.createComment(""),W2=H=>H===null||typeof H!="object"&&typeof H!="function",w3=Array.isArray,J0=H=>w3(H)||typeof H?.[Symbol.iterator]=="function",g3=`[ 	
\f\r]`,I2=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,q0=/-->/g,K0=/>/g,V2=RegExp(`>|${g3}(?:([^\\s"'>=/]+)(${g3}*=${g3}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),j0=/'/g,X0=/"/g,C7=/^(?:script|style|textarea|title)$/i,k3=H=>(V,...C)=>({_$litType$:H,strings:V,values:C}),s=k3(1),Z2=k3(2),de=k3(3),d1=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),Y0=new WeakMap,e2=L2.createTreeWalker(L2,129);function H7(H,V){if(!w3(H)||!H.hasOwnProperty("raw"))throw Error("invalid template strings array");return Q0!==void 0?Q0.createHTML(V):V}var V7=(H,V)=>{let C=H.length-1,e=[],L,r=V===2?"<svg>":V===3?"<math>":"",t=I2;for(let M=0;M<C;M++){let i=H[M],o,a,n=-1,d=0;for(;d<i.length&&(t.lastIndex=d,a=t.exec(i),a!==null);)d=t.lastIndex,t===I2?a[1]==="!--"?t=q0:a[1]!==void 0?t=K0:a[2]!==void 0?(C7.test(a[2])&&(L=RegExp("</"+a[2],"g")),t=V2):a[3]!==void 0&&(t=V2):t===V2?a[0]===">"?(t=L??I2,n=-1):a[1]===void 0?n=-2:(n=t.lastIndex-a[2].length,o=a[1],t=a[3]===void 0?V2:a[3]==='"'?X0:j0):t===X0||t===j0?t=V2:t===q0||t===K0?t=I2:(t=V2,L=void 0);let A=t===V2&&H[M+1].startsWith("/>")?" ":"";r+=t===I2?i+I6:n>=0?(e.push(o),i.slice(0,n)+b3+i.slice(n)+$1+A):i+$1+(n===-2?M:A)}return[H7(H,r+(H[C]||"<?>")+(V===2?"</svg>":V===3?"</math>":"")),e]},U2=class H{constructor({strings:V,_$litType$:C},e){let L;this.parts=[];let r=0,t=0,M=V.length-1,i=this.parts,[o,a]=V7(V,C);if(this.el=H.createElement(o,e),e2.currentNode=this.el.content,C===2||C===3){let n=this.el.content.firstChild;n.replaceWith(...n.childNodes)}for(;(L=e2.nextNode())!==null&&i.length<M;){if(L.nodeType===1){if(L.hasAttributes())for(let n of L.getAttributeNames())if(n.endsWith(b3)){let d=a[t++],A=L.getAttribute(n).split($1),u=/([.?@])?(.*)/.exec(d);i.push({type:1,index:r,name:u[2],strings:A,ctor:u[1]==="."?h5:u[1]==="?"?Z5:u[1]==="@"?f5:t2}),L.removeAttribute(n)}else n.startsWith($1)&&(i.push({type:6,index:r}),L.removeAttribute(n));if(C7.test(L.tagName)){let n=L.textContent.split($1),d=n.length-1;if(d>0){L.textContent=c5?c5.emptyScript:"";for(let A=0;A<d;A++)L.append(n[A],z2()),e2.nextNode(),i.push({type:2,index:++r});L.append(n[d],z2())}}}else if(L.nodeType===8)if(L.data===O3)i.push({type:2,index:r});else{let n=-1;for(;(n=L.data.indexOf($1,n+1))!==-1;)i.push({type:7,index:r}),n+=$1.length-1}r++}}static createElement(V,C){let e=L2.createElement("template");return e.innerHTML=V,e}};function r2(H,V,C=H,e){if(V===d1)return V;let L=e!==void 0?C._$Co?.[e]:C._$Cl,r=W2(V)?void 0:V._$litDirective$;return L?.constructor!==r&&(L?._$AO?.(!1),r===void 0?L=void 0:(L=new r(H),L._$AT(H,C,e)),e!==void 0?(C._$Co??=[])[e]=L:C._$Cl=L),L!==void 0&&(V=r2(H,L._$AS(H,V.values),L,e)),V}var x5=class{constructor(V,C){this._$AV=[],this._$AN=void 0,this._$AD=V,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(V){let{el:{content:C},parts:e}=this._$AD,L=(V?.creationScope??L2).importNode(C,!0);e2.currentNode=L;let r=e2.nextNode(),t=0,M=0,i=e[0];for(;i!==void 0;){if(t===i.index){let o;i.type===2?o=new h2(r,r.nextSibling,this,V):i.type===1?o=new i.ctor(r,i.name,i.strings,this,V):i.type===6&&(o=new S5(r,this,V)),this._$AV.push(o),i=e[++M]}t!==i?.index&&(r=e2.nextNode(),t++)}return e2.currentNode=L2,L}p(V){let C=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(V,e,C),C+=e.strings.length-2):e._$AI(V[C])),C++}},h2=class H{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(V,C,e,L){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=V,this._$AB=C,this._$AM=e,this.options=L,this._$Cv=L?.isConnected??!0}get parentNode(){let V=this._$AA.parentNode,C=this._$AM;return C!==void 0&&V?.nodeType===11&&(V=C.parentNode),V}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(V,C=this){V=r2(this,V,C),W2(V)?V===c||V==null||V===""?(this._$AH!==c&&this._$AR(),this._$AH=c):V!==this._$AH&&V!==d1&&this._(V):V._$litType$!==void 0?this.$(V):V.nodeType!==void 0?this.T(V):J0(V)?this.k(V):this._(V)}O(V){return this._$AA.parentNode.insertBefore(V,this._$AB)}T(V){this._$AH!==V&&(this._$AR(),this._$AH=this.O(V))}_(V){this._$AH!==c&&W2(this._$AH)?this._$AA.nextSibling.data=V:this.T(L2.createTextNode(V)),this._$AH=V}$(V){let{values:C,_$litType$:e}=V,L=typeof e=="number"?this._$AC(V):(e.el===void 0&&(e.el=U2.createElement(H7(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===L)this._$AH.p(C);else{let r=new x5(L,this),t=r.u(this.options);r.p(C),this.T(t),this._$AH=r}}_$AC(V){let C=Y0.get(V.strings);return C===void 0&&Y0.set(V.strings,C=new U2(V)),C}k(V){w3(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,e,L=0;for(let r of V)L===C.length?C.push(e=new H(this.O(z2()),this.O(z2()),this,this.options)):e=C[L],e._$AI(r),L++;L<C.length&&(this._$AR(e&&e._$AB.nextSibling,L),C.length=L)}_$AR(V=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);V!==this._$AB;){let e=G0(V).nextSibling;G0(V).remove(),V=e}}setConnected(V){this._$AM===void 0&&(this._$Cv=V,this._$AP?.(V))}},t2=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(V,C,e,L,r){this.type=1,this._$AH=c,this._$AN=void 0,this.element=V,this.name=C,this._$AM=L,this.options=r,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=c}_$AI(V,C=this,e,L){let r=this.strings,t=!1;if(r===void 0)V=r2(this,V,C,0),t=!W2(V)||V!==this._$AH&&V!==d1,t&&(this._$AH=V);else{let M=V,i,o;for(V=r[0],i=0;i<r.length-1;i++)o=r2(this,M[e+i],C,i),o===d1&&(o=this._$AH[i]),t||=!W2(o)||o!==this._$AH[i],o===c?V=c:V!==c&&(V+=(o??"")+r[i+1]),this._$AH[i]=o}t&&!L&&this.j(V)}j(V){V===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,V??"")}},h5=class extends t2{constructor(){super(...arguments),this.type=3}j(V){this.element[this.name]=V===c?void 0:V}},Z5=class extends t2{constructor(){super(...arguments),this.type=4}j(V){this.element.toggleAttribute(this.name,!!V&&V!==c)}},f5=class extends t2{constructor(V,C,e,L,r){super(V,C,e,L,r),this.type=5}_$AI(V,C=this){if((V=r2(this,V,C,0)??c)===d1)return;let e=this._$AH,L=V===c&&e!==c||V.capture!==e.capture||V.once!==e.once||V.passive!==e.passive,r=V!==c&&(e===c||L);L&&this.element.removeEventListener(this.name,this,e),r&&this.element.addEventListener(this.name,this,V),this._$AH=V}handleEvent(V){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,V):this._$AH.handleEvent(V)}},S5=class{constructor(V,C,e){this.element=V,this.type=6,this._$AN=void 0,this._$AM=C,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(V){r2(this,V)}},e7={M:b3,P:$1,A:O3,C:1,L:V7,R:x5,D:J0,V:r2,I:h2,H:t2,N:Z5,U:f5,B:h5,F:S5},z6=y3.litHtmlPolyfillSupport;z6?.(U2,h2),(y3.litHtmlVersions??=[]).push("3.3.3");var L7=(H,V,C)=>{let e=C?.renderBefore??V,L=e._$litPart$;if(L===void 0){let r=C?.renderBefore??null;e._$litPart$=L=new h2(V.insertBefore(z2(),r),r,void 0,C??{})}return L._$AI(H),L};var _3=globalThis,Q1=class extends F1{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let V=super.createRenderRoot();return this.renderOptions.renderBefore??=V.firstChild,V}update(V){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(V),this._$Do=L7(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return d1}};Q1._$litElement$=!0,Q1.finalized=!0,_3.litElementHydrateSupport?.({LitElement:Q1});var W6=_3.litElementPolyfillSupport;W6?.({LitElement:Q1});(_3.litElementVersions??=[]).push("4.2.2");var U6={attribute:!0,type:String,converter:N2,reflect:!1,hasChanged:u5},G6=(H=U6,V,C)=>{let{kind:e,metadata:L}=C,r=globalThis.litPropertyMetadata.get(L);if(r===void 0&&globalThis.litPropertyMetadata.set(L,r=new Map),e==="setter"&&((H=Object.create(H)).wrapped=!0),r.set(C.name,H),e==="accessor"){let{name:t}=C;return{set(M){let i=V.get.call(this);V.set.call(this,M),this.requestUpdate(t,i,H,!0,M)},init(M){return M!==void 0&&this.C(t,void 0,H,M),M}}}if(e==="setter"){let{name:t}=C;return function(M){let i=this[t];V.call(this,M),this.requestUpdate(t,i,H,!0,M)}}throw Error("Unsupported decorator location: "+e)};function O(H){return(V,C)=>typeof C=="object"?G6(H,V,C):((e,L,r)=>{let t=L.hasOwnProperty(r);return L.constructor.createProperty(r,e),t?Object.getOwnPropertyDescriptor(L,r):void 0})(H,V,C)}function w(H){return O({...H,state:!0,attribute:!1})}var M2=(H,V,C)=>(C.configurable=!0,C.enumerable=!0,Reflect.decorate&&typeof V!="object"&&Object.defineProperty(H,V,C),C);function G(H,V){return(C,e,L)=>{let r=t=>t.renderRoot?.querySelector(H)??null;if(V){let{get:t,set:M}=typeof e=="object"?C:L??(()=>{let i=Symbol();return{get(){return this[i]},set(o){this[i]=o}}})();return M2(C,e,{get(){let i=t.call(this);return i===void 0&&(i=r(this),(i!==null||this.hasUpdated)&&M.call(this,i)),i}})}return M2(C,e,{get(){return r(this)}})}}var R="public";var g5=class H{constructor(V,C,e){this.days=new Map;let L=e?{timeZone:e}:{},r=C===void 0?{}:{hour12:C};this.clock=new Intl.DateTimeFormat(V,{hour:"numeric",minute:"2-digit",...r,...L}),this.shortWeekday=new Intl.DateTimeFormat(V,{weekday:"short",...L}),this.shortDate=new Intl.DateTimeFormat(V,{day:"numeric",month:"short",...L}),this.weekday=new Intl.DateTimeFormat(V,{weekday:"long",...L}),this.date=new Intl.DateTimeFormat(V,{day:"numeric",month:"long",year:"numeric",...L}),this.full=new Intl.DateTimeFormat(V,{dateStyle:"medium",timeStyle:"medium",...r,...L}),this.dayKeys=new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...L}),this.numbers=new Intl.NumberFormat(V),this.ago=new Intl.RelativeTimeFormat(V,{numeric:"auto",style:"long"})}static of(V){let C=q6(V?.locale?.language??V?.language),e=V?.locale?.time_format,L=e==="12"?!0:e==="24"?!1:void 0,r=V?.locale?.time_zone==="server"?V.config?.time_zone:void 0,t=`${C}|${L}|${r}`,M=r7.get(t);return M||(M=new H(C,L,r),r7.set(t,M)),M}time(V){return this.clock.format(i2(V))}day(V,C){let e=i2(V);return this.dayKey(e)===this.dayKey(C)?T3(this.ago.format(0,"day")):this.dayKey(e)===this.dayKey(C-P3)?T3(this.ago.format(-1,"day")):C-e<6*P3&&e<C?T3(this.weekday.format(e)):this.date.format(e)}short(V,C){let e=i2(V);return this.dayKey(e)===this.dayKey(C)?this.time(e):C-e<6*P3&&e<C?this.shortWeekday.format(e):this.shortDate.format(e)}moment(V){return this.full.format(i2(V))}dayKey(V){let C=i2(V),e=Math.floor(C/9e5),L=this.days.get(e);return L===void 0&&(this.days.size>1e4&&this.days.clear(),L=this.dayKeys.format(C),this.days.set(e,L)),L}number(V){return this.numbers.format(V)}relative(V,C){let e=Math.round((V-C)/1e3),L=Math.abs(e);return L<60?this.ago.format(Math.min(0,e),"second"):L<3600?this.ago.format(Math.round(e/60),"minute"):L<86400?this.ago.format(Math.round(e/3600),"hour"):this.ago.format(Math.round(e/86400),"day")}},P3=864e5,Q6=864e13;function i2(H){return Number.isFinite(H)?Math.min(Math.max(H,0),Q6):0}var r7=new Map;function T3(H){return H.charAt(0).toLocaleUpperCase()+H.slice(1)}function q6(H){try{return Intl.getCanonicalLocales(H??"en")[0]??"en"}catch{return"en"}}var t7={"common.try_again":"Noch einmal versuchen","common.close":"Schließen","card.chat_name":"Mesh-Chat","card.chat_description":"Lesen und schreiben, was im Mesh gesagt wird: im öffentlichen Kanal und mit jedem Teilnehmer.","card.bad_conversation":"„conversation“ muss „all“, „public“ oder der Fingerabdruck eines Teilnehmers mit 64 hexadezimalen Ziffern sein.","card.bad_height":"„height“ muss eine Anzahl Pixel sein, mindestens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Seitenleiste","panel.chat":"Chat","panel.map":"Karte","panel.activity":"Aktivität","strategy.name":"Mesh Broadcast","strategy.description":"Chat, Karte und Aktivität des Mesh und der Zustand deines Knotens.","strategy.status":"Zustand","strategy.node":"Dieser Knoten","strategy.peer":"Teilnehmer","editor.title":"Titel","editor.conversation":"Unterhaltung","editor.conversation_all":"Alle Unterhaltungen","editor.conversation_public":"Nur der öffentliche Kanal","editor.conversation_help":"Alle, der öffentliche Kanal oder der Fingerabdruck eines Teilnehmers.","editor.read_only":"Nur lesen","editor.show_signal":"Sprünge und Signal immer zeigen","editor.mark_read":"Nachrichten als gelesen markieren","editor.mark_read_help":"Schalte das auf einem Bildschirm ab, der immer an ist, damit Nachrichten ungelesen bleiben, bis jemand anderswo nachsieht.","editor.height":"Höhe","editor.height_help":"In Ansichten mit Abschnitten entscheidet stattdessen das Layout.","state.loading":"Verbindung zum Mesh wird hergestellt …","state.offline":"Keine Verbindung zu Home Assistant.","state.offline_hint":"Sie kommt von selbst zurück; was du getippt hast, bleibt erhalten.","state.not_loaded":"Der Mesh-Knoten läuft nicht.","state.not_loaded_admin":"Vielleicht startet er gerade. Wenn das so bleibt, sieh in den Einstellungen bei Mesh Broadcast nach: einrichten, aktivieren oder neu laden.","state.not_loaded_user":"Vielleicht startet er gerade. Wenn das so bleibt, frage die Person, die sich um dieses Home Assistant kümmert.","state.open_settings":"Einstellungen öffnen","state.not_allowed":"Du darfst das Mesh nicht sehen.","state.not_allowed_hint":"Wer dieses Home Assistant verwaltet, kann es erlauben.","state.failed":"Der Mesh-Knoten hat etwas geantwortet, das hier keinen Sinn ergibt.","state.not_running":"Der Knoten ist nicht auf Sendung.","state.not_running_hint":"Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist. Du kannst lesen, aber nicht senden.","error.offline":"Keine Verbindung zu Home Assistant. Versuche es noch einmal, wenn sie wieder da ist.","error.not_loaded":"Der Mesh-Knoten läuft nicht. Versuche es gleich noch einmal.","error.not_allowed":"Das darfst du nicht. Private Nachrichten kann dir die Verwaltung in den Optionen von Mesh Broadcast erlauben.","error.not_running":"Der Knoten ist nicht auf Sendung: Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist, und versuche es noch einmal.","error.peer_unknown":"Der Knoten kennt diesen Teilnehmer nicht mehr. Warte, bis er wieder in Reichweite ist.","error.peer_blocked":"Dieser Teilnehmer ist blockiert. Hebe die Blockierung auf, um zu schreiben.","error.message_unknown":"Diese Nachricht wurde inzwischen gelöscht.","error.message_not_failed":"Diese Nachricht ist unterwegs: Sie braucht keinen zweiten Versuch.","error.unknown":"Das hat nicht geklappt. Versuche es noch einmal; im Protokoll von Home Assistant steht vielleicht mehr.","chat.private":"Ende-zu-Ende-verschlüsselt","chat.back":"Unterhaltungen","chat.search":"In dieser Unterhaltung suchen","chat.keys":"Pfeiltasten gehen von Nachricht zu Nachricht, Eingabe zu dem, was man damit tun kann, Escape zum Textfeld.","conversations.label":"Unterhaltungen","conversations.public":"Öffentlicher Kanal","conversations.in_reach":"In Reichweite","conversations.people_one":"{n} Person in Reichweite","conversations.people_other":"{n} Personen in Reichweite","conversations.unread_one":"{n} ungelesene Nachricht","conversations.unread_other":"{n} ungelesene Nachrichten","thread.label":"Nachrichten","thread.loading":"Nachrichten werden geladen …","thread.failed":"Die Nachrichten konnten nicht geladen werden.","thread.loading_older":"Ältere Nachrichten werden geladen …","thread.load_older":"Ältere Nachrichten laden","thread.beginning":"Davor wurde nichts gesagt.","thread.pruned":"Ältere Nachrichten wurden gelöscht.","thread.pruned_days_one":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tag aufbewahrt.","thread.pruned_days_other":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tage aufbewahrt.","thread.empty_public":"Noch hat niemand etwas gesagt.","thread.empty_public_hint":"Sag Hallo: Alle in Reichweite des Mesh werden es lesen.","thread.empty_read_only":"Was im öffentlichen Kanal gesagt wird, erscheint hier.","thread.empty_private":"Mit {name} wurde noch nichts gesprochen.","thread.empty_private_hint":"Nur ihr beide könnt lesen, was hier geschrieben wird.","thread.unread_marker":"Neue Nachrichten","thread.new_messages_one":"{n} neue Nachricht","thread.new_messages_other":"{n} neue Nachrichten","thread.to_end":"Zur neuesten Nachricht","message.you":"Du","message.by_verified":"{name}, überprüft","message.actions":"Was man mit dieser Nachricht tun kann","message.reply":"Antworten","message.mention":"Erwähnen","message.copy":"Text kopieren","message.copied":"Kopiert.","message.copy_failed":"Der Browser lässt diese Seite nicht kopieren. Markiere stattdessen den Text.","message.details":"Einzelheiten","message.resend":"Noch einmal senden","message.retry":"Noch einmal versuchen","message.edit":"Bearbeiten","message.discard":"Verwerfen","message.show_all":"Alles zeigen","status.sending":"Wird gesendet","status.refused":"Nicht gesendet","status.queued":"Wartet, bis die andere Seite in Reichweite ist","status.sent":"Gesendet","status.relayed":"Von anderen weitergegeben","status.heard_by_one":"Von mindestens {n} Teilnehmer gehört","status.heard_by_other":"Von mindestens {n} Teilnehmern gehört","status.delivered":"Zugestellt","status.read":"Gelesen","status.expired":"Nicht bestätigt","status.failed":"Nicht zugestellt","failure.expired":"Nicht zugestellt: Die andere Seite war nicht rechtzeitig in Reichweite.","failure.outbox_full":"Nicht zugestellt: Es warteten zu viele Nachrichten.","failure.not_confirmed":"Nicht bestätigt: Sie kann angekommen sein, aber niemand hat es gesagt.","failure.identity_changed":"Nicht zugestellt: Unter diesem Namen antwortet jetzt jemand anderes. Vergleicht die Fingerabdrücke, bevor du wieder schreibst.","failure.wiped":"Nicht zugestellt: Der Knoten hat inzwischen alles vergessen.","failure.unknown":"Nicht zugestellt.","hops.direct":"Nachbar",hops_one:"{n} Sprung",hops_other:"{n} Sprünge","signal.dbm":"{value} dBm","trust.verified":"Überprüft","trust.seen_long":"Gesehen: Die Nachrichten sind signiert, aber der Schlüssel ist uns neu.","trust.pinned_long":"Bekannt: derselbe Schlüssel wie beim ersten Treffen.","trust.proven_long":"Bewiesen: Eine verschlüsselte Sitzung hat den Schlüssel bewiesen.","trust.verified_long":"Überprüft: Du hast die Fingerabdrücke verglichen.","peer.unknown":"Nicht mehr bekannt","peer.blocked":"Blockiert","peer.in_reach":"In Reichweite","peer.absent":"Nicht in Reichweite","peer.last_seen":"Zuletzt gesehen: {when}","composer.placeholder_public":"Nachricht an alle in Reichweite","composer.placeholder_private":"Private Nachricht an {name}","composer.send":"Senden","composer.empty":"Schreibe zuerst etwas","composer.bytes":"{n} von {limit} Bytes","composer.parts_one":"geht als {n} Nachricht hinaus","composer.parts_other":"geht als {n} Nachrichten hinaus","composer.too_long_one":"{n} Byte zu lang","composer.too_long_other":"{n} Bytes zu lang","composer.cancel_reply":"Nicht auf diese Nachricht antworten","composer.names_label":"Personen","composer.names_one":"{n} Person passt. Eingabe übernimmt die gewählte.","composer.names_other":"{n} Personen passen. Pfeiltasten wählen, Eingabe übernimmt die gewählte.","composer.absent":"{name} ist nicht in Reichweite. Die Nachricht wartet und geht hinaus, sobald sich das ändert.","composer.nobody":"Gerade ist niemand in Reichweite. Wer später kommt, holt nach, was fehlt.","composer.blocked":"{name} ist blockiert. Hebe die Blockierung auf, um zu schreiben.","search.placeholder":"Nachrichten suchen","search.close":"Suche schließen","search.title":"Diese Unterhaltung durchsuchen","search.hint":"Tippe ein Wort oder einen Teil davon.","search.none":"Nichts gefunden.","search.none_hint":"Versuche es mit weniger Buchstaben oder in einer anderen Unterhaltung.","search.found_one":"{n} Nachricht gefunden","search.found_other":"{n} Nachrichten gefunden","search.failed":"Die Suche hat nicht geklappt.","search.gone":"Diese Nachricht wurde inzwischen gelöscht.","details.title":"Zur Nachricht","details.from":"Von","details.trust":"Vertrauen","details.delivery":"Zustellung","details.reason":"Grund","details.heard_by":"Reichweite","details.sent":"Gesendet","details.received":"Empfangen","details.way":"Entfernung","details.via":"Gekommen über","details.fingerprint":"Fingerabdruck","details.message_id":"Nachrichten-ID","common.cancel":"Abbrechen","card.map_name":"Mesh-Karte","card.map_description":"Wer erreichbar ist, wie alle verbunden sind, und Nachrichten unterwegs.","editor.table":"Als Tabelle zeigen","map.label":"Karte des Meshs","map.keys":"Pfeiltasten gehen von Peer zu Peer, Enter öffnet einen. Plus und Minus zoomen, 0 zeigt alle, Umschalt mit Pfeiltasten verschiebt die Karte.","map.us":"{name}, dieser Knoten","map.zoom_in":"Vergrößern","map.zoom_out":"Verkleinern","map.fit":"Alle zeigen","map.show_table":"Tabelle zeigen","map.show_map":"Karte zeigen","map.alone":"Noch ist niemand erreichbar","map.alone_hint":"Öffne die App bitchat auf einem Telefon in der Nähe, oder warte: Wer in Bluetooth-Reichweite kommt, erscheint hier von selbst.","map.details":"Peer","map.column_peer":"Peer","map.legend_central":"von uns angewählt","map.legend_peripheral":"hat uns angewählt","map.legend_announced":"zwischen anderen","map.came":"Jetzt erreichbar: {names}.","map.went":"Nicht mehr erreichbar: {names}.","map.write":"Schreiben","map.ping":"Ping","map.verify":"Verifizieren","map.unverify":"Verifizierung zurücknehmen","map.block":"Blockieren","map.unblock":"Freigeben","map.device":"Geräteseite","map.no_chat":"Auf dieser Seite gibt es keinen Chat. Füge die Chat-Karte hinzu oder schalte in den Optionen die Seitenleiste ein.","map.distance":"Entfernung","map.last_seen":"Zuletzt gesehen","map.route":"Über","map.link":"Verbindung","map.role_central":"von uns angewählt","map.role_peripheral":"hat uns angewählt","map.signal":"Signal","map.signal_range":"Signal von {low} bis {high}","map.copy_fingerprint":"Fingerabdruck kopieren","map.verify_title":"Ist das {name}?","map.verify_text":"Vergleiche diesen Fingerabdruck Zeichen für Zeichen mit dem auf dem Bildschirm des anderen, nebeneinander oder am Telefon. Nur wenn beide gleich sind, ist niemand dazwischen.","map.verify_yes":"Sie sind gleich","map.block_title":"{name} blockieren?","map.block_text":"Nichts von ihm wird mehr gezeigt. Seine Nachrichten werden weiterhin für andere weitergegeben.","map.no_answer":"Keine Antwort. Vielleicht außer Reichweite, oder die App antwortet nicht auf Pings.","map.answered":"Antwort in {time} ms","map.answered_hops_one":"Antwort in {time} ms über {n} Sprung","map.answered_hops_other":"Antwort in {time} ms über {n} Sprünge","map.done_verify_peer":"Verifiziert.","map.done_unverify_peer":"Nicht mehr verifiziert.","map.done_block_peer":"Blockiert.","map.done_unblock_peer":"Nicht mehr blockiert."};var B3={"common.try_again":"Try again","common.close":"Close","card.chat_name":"Mesh chat","card.chat_description":"Read and write what is said on the mesh: the public channel, and each peer.","card.bad_conversation":"“conversation” has to be “all”, “public” or a peer's fingerprint of 64 hexadecimal digits.","card.bad_height":"“height” has to be a number of pixels, at least {n}.","panel.title":"Mesh Broadcast","panel.menu":"Sidebar","panel.chat":"Chat","panel.map":"Map","panel.activity":"Activity","strategy.name":"Mesh Broadcast","strategy.description":"Chat, map and activity of the mesh, and the state of your node.","strategy.status":"Status","strategy.node":"This node","strategy.peer":"Peer","editor.title":"Title","editor.conversation":"Conversation","editor.conversation_all":"All conversations","editor.conversation_public":"Public channel only","editor.conversation_help":"All, the public channel, or a peer's fingerprint.","editor.read_only":"Read only","editor.show_signal":"Always show hops and signal","editor.mark_read":"Mark messages as read","editor.mark_read_help":"Turn this off on a screen that is always on, so that messages stay unread until somebody looks elsewhere.","editor.height":"Height","editor.height_help":"In views with sections the layout decides instead.","state.loading":"Connecting to the mesh…","state.offline":"No connection to Home Assistant.","state.offline_hint":"It will come back by itself; what you have typed is kept.","state.not_loaded":"The mesh node is not running.","state.not_loaded_admin":"It may be starting. If this stays, look at Mesh Broadcast in the settings: set it up, enable or reload it.","state.not_loaded_user":"It may be starting. If this stays, ask whoever looks after this Home Assistant.","state.open_settings":"Open settings","state.not_allowed":"You may not see the mesh.","state.not_allowed_hint":"An administrator of this Home Assistant can allow it.","state.failed":"The mesh node gave an answer that makes no sense here.","state.not_running":"The node is not on the air.","state.not_running_hint":"Check that a Bluetooth adapter or proxy is there. You can read, but not send.","error.offline":"No connection to Home Assistant. Try again when it is back.","error.not_loaded":"The mesh node is not running. Try again in a moment.","error.not_allowed":"You may not do this. An administrator can allow private messages for you in the options of Mesh Broadcast.","error.not_running":"The node is not on the air: check that a Bluetooth adapter or proxy is there, then try again.","error.peer_unknown":"The node does not know this peer any more. Wait until it is in reach again.","error.peer_blocked":"This peer is blocked. Unblock it to write.","error.message_unknown":"This message has been deleted meanwhile.","error.message_not_failed":"This message is on its way: it needs no second try.","error.unknown":"That did not work. Try again; the log of Home Assistant may say more.","chat.private":"Encrypted from end to end","chat.back":"Conversations","chat.search":"Search in this conversation","chat.keys":"Arrow keys move between messages, Enter goes to what can be done with one, Escape to the text field.","conversations.label":"Conversations","conversations.public":"Public channel","conversations.in_reach":"In reach","conversations.people_one":"{n} person in reach","conversations.people_other":"{n} people in reach","conversations.unread_one":"{n} unread message","conversations.unread_other":"{n} unread messages","thread.label":"Messages","thread.loading":"Loading messages…","thread.failed":"The messages could not be loaded.","thread.loading_older":"Loading older messages…","thread.load_older":"Load older messages","thread.beginning":"Nothing was said before this.","thread.pruned":"Older messages have been deleted.","thread.pruned_days_one":"Older messages have been deleted: they are kept for {n} day.","thread.pruned_days_other":"Older messages have been deleted: they are kept for {n} days.","thread.empty_public":"Nobody has said anything yet.","thread.empty_public_hint":"Say hello: everybody in reach of the mesh will read it.","thread.empty_read_only":"What is said on the public channel will appear here.","thread.empty_private":"Nothing said with {name} yet.","thread.empty_private_hint":"Only the two of you can read what is written here.","thread.unread_marker":"New messages","thread.new_messages_one":"{n} new message","thread.new_messages_other":"{n} new messages","thread.to_end":"To the newest message","message.you":"You","message.by_verified":"{name}, verified","message.actions":"What to do with this message","message.reply":"Reply","message.mention":"Mention","message.copy":"Copy text","message.copied":"Copied.","message.copy_failed":"The browser does not let this page copy. Select the text instead.","message.details":"Details","message.resend":"Send again","message.retry":"Try again","message.edit":"Edit","message.discard":"Discard","message.show_all":"Show all","status.sending":"Sending","status.refused":"Not sent","status.queued":"Waiting for the other one to be in reach","status.sent":"Sent","status.relayed":"Passed on by others","status.heard_by_one":"Heard by at least {n} peer","status.heard_by_other":"Heard by at least {n} peers","status.delivered":"Delivered","status.read":"Read","status.expired":"Not confirmed","status.failed":"Not delivered","failure.expired":"Not delivered: the other one was not in reach in time.","failure.outbox_full":"Not delivered: too many messages were waiting.","failure.not_confirmed":"Not confirmed: it may have arrived, but nobody said so.","failure.identity_changed":"Not delivered: somebody else answers under this name now. Compare fingerprints before you write again.","failure.wiped":"Not delivered: the node forgot everything meanwhile.","failure.unknown":"Not delivered.","hops.direct":"Neighbor",hops_one:"{n} hop",hops_other:"{n} hops","signal.dbm":"{value} dBm","trust.verified":"Verified","trust.seen_long":"Seen: the messages are signed, but the key is new to us.","trust.pinned_long":"Known: the same key as at the first meeting.","trust.proven_long":"Proven: an encrypted session has proved the key.","trust.verified_long":"Verified: you have compared fingerprints.","peer.unknown":"Not known any more","peer.blocked":"Blocked","peer.in_reach":"In reach","peer.absent":"Not in reach","peer.last_seen":"Last seen {when}","composer.placeholder_public":"Message to everybody in reach","composer.placeholder_private":"Private message to {name}","composer.send":"Send","composer.empty":"Write something first","composer.bytes":"{n} of {limit} bytes","composer.parts_one":"sent as {n} message","composer.parts_other":"sent as {n} messages","composer.too_long_one":"{n} byte too long","composer.too_long_other":"{n} bytes too long","composer.cancel_reply":"Do not reply to this message","composer.names_label":"People","composer.names_one":"{n} person fits. Enter takes the chosen one.","composer.names_other":"{n} people fit. Arrow keys choose, Enter takes the chosen one.","composer.absent":"{name} is not in reach. The message waits and is sent when they come back.","composer.nobody":"Nobody is in reach now. Those who come later fetch what they missed.","composer.blocked":"{name} is blocked. Unblock them to write.","search.placeholder":"Search messages","search.close":"Close search","search.title":"Search this conversation","search.hint":"Type a word or a part of one.","search.none":"Nothing found.","search.none_hint":"Try fewer letters, or another conversation.","search.found_one":"{n} message found","search.found_other":"{n} messages found","search.failed":"The search did not work.","search.gone":"This message has been deleted meanwhile.","details.title":"Message details","details.from":"From","details.trust":"Trust","details.delivery":"Delivery","details.reason":"Reason","details.heard_by":"Reach","details.sent":"Sent","details.received":"Received","details.way":"Distance","details.via":"Came by way of","details.fingerprint":"Fingerprint","details.message_id":"Message ID","common.cancel":"Cancel","card.map_name":"Mesh map","card.map_description":"Who is in reach, how they are linked, and messages on their way.","editor.table":"Show as a table","map.label":"Map of the mesh","map.keys":"Arrow keys go from peer to peer, Enter opens one. Plus and minus zoom, 0 shows everybody, Shift with arrow keys moves the map.","map.us":"{name}, this node","map.zoom_in":"Zoom in","map.zoom_out":"Zoom out","map.fit":"Show everybody","map.show_table":"Show a table","map.show_map":"Show the map","map.alone":"Nobody is in reach yet","map.alone_hint":"Open the bitchat app on a phone nearby, or wait: whoever comes in range of Bluetooth appears here by itself.","map.details":"Peer","map.column_peer":"Peer","map.legend_central":"we dialed","map.legend_peripheral":"dialed us","map.legend_announced":"between others","map.came":"Now in reach: {names}.","map.went":"No longer in reach: {names}.","map.write":"Write","map.ping":"Ping","map.verify":"Verify","map.unverify":"Take back verification","map.block":"Block","map.unblock":"Unblock","map.device":"Device page","map.no_chat":"There is no chat on this page. Add the chat card, or turn on the sidebar panel in the options.","map.distance":"Distance","map.last_seen":"Last seen","map.route":"By way of","map.link":"Link","map.role_central":"we dialed it","map.role_peripheral":"it dialed us","map.signal":"Signal","map.signal_range":"Signal from {low} to {high}","map.copy_fingerprint":"Copy fingerprint","map.verify_title":"Is this {name}?","map.verify_text":"Compare this fingerprint with the one on the other one's screen, digit by digit, side by side or by voice. Only if they are the same is nobody in between.","map.verify_yes":"They are the same","map.block_title":"Block {name}?","map.block_text":"Nothing it says is shown any more. Its messages are still passed on to others.","map.no_answer":"No answer. It may be out of reach, or its app does not answer pings.","map.answered":"Answered in {time} ms","map.answered_hops_one":"Answered in {time} ms over {n} hop","map.answered_hops_other":"Answered in {time} ms over {n} hops","map.done_verify_peer":"Verified.","map.done_unverify_peer":"No longer verified.","map.done_block_peer":"Blocked.","map.done_unblock_peer":"No longer blocked."};var M7={"common.try_again":"Intentar de nuevo","common.close":"Cerrar","card.chat_name":"Chat de la malla","card.chat_description":"Leer y escribir lo que se dice en la red de malla: en el canal público y con cada participante.","card.bad_conversation":"«conversation» tiene que ser «all», «public» o la huella de un participante, de 64 cifras hexadecimales.","card.bad_height":"«height» tiene que ser un número de píxeles, al menos {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barra lateral","panel.chat":"Chat","panel.map":"Mapa","panel.activity":"Actividad","strategy.name":"Mesh Broadcast","strategy.description":"Chat, mapa y actividad de la malla, y el estado de tu nodo.","strategy.status":"Estado","strategy.node":"Este nodo","strategy.peer":"Participante","editor.title":"Título","editor.conversation":"Conversación","editor.conversation_all":"Todas las conversaciones","editor.conversation_public":"Solo el canal público","editor.conversation_help":"Todas, el canal público o la huella de un participante.","editor.read_only":"Solo lectura","editor.show_signal":"Mostrar siempre saltos y señal","editor.mark_read":"Marcar los mensajes como leídos","editor.mark_read_help":"Desactívalo en una pantalla que está siempre encendida, para que los mensajes sigan sin leer hasta que alguien los vea en otro sitio.","editor.height":"Altura","editor.height_help":"En las vistas con secciones decide la disposición.","state.loading":"Conectando con la malla…","state.offline":"No hay conexión con Home Assistant.","state.offline_hint":"Volverá por sí sola; lo que has escrito se conserva.","state.not_loaded":"El nodo de la malla no está en marcha.","state.not_loaded_admin":"Puede que esté arrancando. Si sigue así, mira Mesh Broadcast en los ajustes: configúralo, actívalo o recárgalo.","state.not_loaded_user":"Puede que esté arrancando. Si sigue así, pregunta a quien se ocupa de este Home Assistant.","state.open_settings":"Abrir los ajustes","state.not_allowed":"No puedes ver la malla.","state.not_allowed_hint":"Un administrador de este Home Assistant puede permitirlo.","state.failed":"El nodo ha dado una respuesta que aquí no tiene sentido.","state.not_running":"El nodo no está en el aire.","state.not_running_hint":"Comprueba que haya un adaptador o un proxy de Bluetooth. Puedes leer, pero no enviar.","error.offline":"No hay conexión con Home Assistant. Inténtalo de nuevo cuando vuelva.","error.not_loaded":"El nodo de la malla no está en marcha. Inténtalo de nuevo en un momento.","error.not_allowed":"No puedes hacer esto. Un administrador puede permitirte los mensajes privados en las opciones de Mesh Broadcast.","error.not_running":"El nodo no está en el aire: comprueba que haya un adaptador o un proxy de Bluetooth e inténtalo de nuevo.","error.peer_unknown":"El nodo ya no conoce a este participante. Espera a que vuelva a estar al alcance.","error.peer_blocked":"Este participante está bloqueado. Desbloquéalo para escribir.","error.message_unknown":"Este mensaje se ha borrado entretanto.","error.message_not_failed":"Este mensaje está en camino: no hace falta un segundo intento.","error.unknown":"No ha funcionado. Inténtalo de nuevo; puede que el registro de Home Assistant diga más.","chat.private":"Cifrado de extremo a extremo","chat.back":"Conversaciones","chat.search":"Buscar en esta conversación","chat.keys":"Las flechas van de un mensaje a otro, Intro a lo que se puede hacer con él, Escape al campo de texto.","conversations.label":"Conversaciones","conversations.public":"Canal público","conversations.in_reach":"Al alcance","conversations.people_one":"{n} persona al alcance","conversations.people_other":"{n} personas al alcance","conversations.unread_one":"{n} mensaje sin leer","conversations.unread_other":"{n} mensajes sin leer","thread.label":"Mensajes","thread.loading":"Cargando mensajes…","thread.failed":"No se han podido cargar los mensajes.","thread.loading_older":"Cargando mensajes anteriores…","thread.load_older":"Cargar mensajes anteriores","thread.beginning":"Antes de esto no se dijo nada.","thread.pruned":"Los mensajes anteriores se han borrado.","thread.pruned_days_one":"Los mensajes anteriores se han borrado: se guardan {n} día.","thread.pruned_days_other":"Los mensajes anteriores se han borrado: se guardan {n} días.","thread.empty_public":"Nadie ha dicho nada todavía.","thread.empty_public_hint":"Saluda: lo leerán todos los que estén al alcance de la malla.","thread.empty_read_only":"Aquí aparecerá lo que se diga en el canal público.","thread.empty_private":"Todavía no se ha dicho nada con {name}.","thread.empty_private_hint":"Solo vosotros dos podéis leer lo que se escribe aquí.","thread.unread_marker":"Mensajes nuevos","thread.new_messages_one":"{n} mensaje nuevo","thread.new_messages_other":"{n} mensajes nuevos","thread.to_end":"Al mensaje más reciente","message.you":"Tú","message.by_verified":"{name}, verificado","message.actions":"Qué hacer con este mensaje","message.reply":"Responder","message.mention":"Mencionar","message.copy":"Copiar el texto","message.copied":"Copiado.","message.copy_failed":"El navegador no deja copiar a esta página. Selecciona el texto en su lugar.","message.details":"Detalles","message.resend":"Enviar de nuevo","message.retry":"Intentar de nuevo","message.edit":"Editar","message.discard":"Descartar","message.show_all":"Mostrar todo","status.sending":"Enviando","status.refused":"No enviado","status.queued":"Espera a que la otra persona esté al alcance","status.sent":"Enviado","status.relayed":"Transmitido por otros","status.heard_by_one":"Oído al menos por {n} participante","status.heard_by_other":"Oído al menos por {n} participantes","status.delivered":"Entregado","status.read":"Leído","status.expired":"Sin confirmar","status.failed":"No entregado","failure.expired":"No entregado: la otra persona no estuvo al alcance a tiempo.","failure.outbox_full":"No entregado: esperaban demasiados mensajes.","failure.not_confirmed":"Sin confirmar: puede que haya llegado, pero nadie lo ha dicho.","failure.identity_changed":"No entregado: ahora responde otra persona con este nombre. Comparad las huellas antes de volver a escribir.","failure.wiped":"No entregado: el nodo lo ha olvidado todo entretanto.","failure.unknown":"No entregado.","hops.direct":"Vecino",hops_one:"{n} salto",hops_other:"{n} saltos","signal.dbm":"{value} dBm","trust.verified":"Verificado","trust.seen_long":"Visto: los mensajes están firmados, pero la clave es nueva para nosotros.","trust.pinned_long":"Conocido: la misma clave que en el primer encuentro.","trust.proven_long":"Probado: una sesión cifrada ha probado la clave.","trust.verified_long":"Verificado: has comparado las huellas.","peer.unknown":"Ya no se conoce","peer.blocked":"Bloqueado","peer.in_reach":"Al alcance","peer.absent":"Fuera de alcance","peer.last_seen":"Visto por última vez {when}","composer.placeholder_public":"Mensaje a todos los que estén al alcance","composer.placeholder_private":"Mensaje privado a {name}","composer.send":"Enviar","composer.empty":"Escribe algo primero","composer.bytes":"{n} de {limit} bytes","composer.parts_one":"se envía en {n} mensaje","composer.parts_other":"se envía en {n} mensajes","composer.too_long_one":"sobra {n} byte","composer.too_long_other":"sobran {n} bytes","composer.cancel_reply":"No responder a este mensaje","composer.names_label":"Personas","composer.names_one":"{n} persona coincide. Intro toma la elegida.","composer.names_other":"{n} personas coinciden. Las flechas eligen, Intro toma la elegida.","composer.absent":"{name} no está al alcance. El mensaje espera y se enviará cuando vuelva.","composer.nobody":"Ahora no hay nadie al alcance. Quienes lleguen más tarde recogerán lo que se perdieron.","composer.blocked":"{name} está en la lista de bloqueo. Desbloquea para escribir.","search.placeholder":"Buscar mensajes","search.close":"Cerrar la búsqueda","search.title":"Buscar en esta conversación","search.hint":"Escribe una palabra o parte de ella.","search.none":"No se ha encontrado nada.","search.none_hint":"Prueba con menos letras o en otra conversación.","search.found_one":"{n} mensaje encontrado","search.found_other":"{n} mensajes encontrados","search.failed":"La búsqueda no ha funcionado.","search.gone":"Este mensaje se ha borrado entretanto.","details.title":"Detalles del mensaje","details.from":"De","details.trust":"Confianza","details.delivery":"Entrega","details.reason":"Motivo","details.heard_by":"Alcance","details.sent":"Enviado","details.received":"Recibido","details.way":"Distancia","details.via":"Llegó por","details.fingerprint":"Huella","details.message_id":"ID del mensaje","common.cancel":"Cancelar","card.map_name":"Mapa de la malla","card.map_description":"Quién está al alcance, cómo se enlazan y los mensajes en camino.","editor.table":"Mostrar como tabla","map.label":"Mapa de la malla","map.keys":"Las flechas van de un par a otro, Intro abre uno. Más y menos cambian el zoom, 0 muestra a todos, Mayús con flechas mueve el mapa.","map.us":"{name}, este nodo","map.zoom_in":"Acercar","map.zoom_out":"Alejar","map.fit":"Mostrar a todos","map.show_table":"Mostrar la tabla","map.show_map":"Mostrar el mapa","map.alone":"Todavía no hay nadie al alcance","map.alone_hint":"Abre la app bitchat en un teléfono cercano o espera: quien entre en el alcance de Bluetooth aparecerá aquí solo.","map.details":"Par","map.column_peer":"Par","map.legend_central":"conectado por nosotros","map.legend_peripheral":"se conectó a nosotros","map.legend_announced":"entre otros","map.came":"Ahora al alcance: {names}.","map.went":"Ya no están al alcance: {names}.","map.write":"Escribir","map.ping":"Ping","map.verify":"Verificar","map.unverify":"Retirar la verificación","map.block":"Bloquear","map.unblock":"Desbloquear","map.device":"Página del dispositivo","map.no_chat":"No hay ningún chat en esta página. Añade la tarjeta de chat o activa el panel lateral en las opciones.","map.distance":"Distancia","map.last_seen":"Visto por última vez","map.route":"A través de","map.link":"Enlace","map.role_central":"lo conectamos nosotros","map.role_peripheral":"se conectó a nosotros","map.signal":"Señal","map.signal_range":"Señal de {low} a {high}","map.copy_fingerprint":"Copiar la huella","map.verify_title":"¿Es {name}?","map.verify_text":"Compara esta huella con la de la pantalla de la otra persona, dígito a dígito, en persona o de viva voz. Solo si son iguales no hay nadie en medio.","map.verify_yes":"Son iguales","map.block_title":"¿Bloquear a {name}?","map.block_text":"Nada de lo que diga se mostrará. Sus mensajes se siguen pasando a otros.","map.no_answer":"Sin respuesta. Puede estar fuera de alcance o su app no responde a los pings.","map.answered":"Respondió en {time} ms","map.answered_hops_one":"Respondió en {time} ms en {n} salto","map.answered_hops_other":"Respondió en {time} ms en {n} saltos","map.done_verify_peer":"Verificado.","map.done_unverify_peer":"Ya no está verificado.","map.done_block_peer":"Bloqueado.","map.done_unblock_peer":"Ya no está bloqueado."};var i7={"common.try_again":"Réessayer","common.close":"Fermer","card.chat_name":"Discussion du maillage","card.chat_description":"Lire et écrire ce qui se dit sur le réseau maillé : le canal public et chaque pair.","card.bad_conversation":"« conversation » doit être « all », « public » ou l’empreinte d’un pair, de 64 chiffres hexadécimaux.","card.bad_height":"« height » doit être un nombre de pixels, au moins {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barre latérale","panel.chat":"Discussion","panel.map":"Carte","panel.activity":"Activité","strategy.name":"Mesh Broadcast","strategy.description":"Discussion, carte et activité du réseau maillé, et l’état de votre nœud.","strategy.status":"État","strategy.node":"Ce nœud","strategy.peer":"Pair","editor.title":"Titre","editor.conversation":"Conversation","editor.conversation_all":"Toutes les conversations","editor.conversation_public":"Seulement le canal public","editor.conversation_help":"Toutes, le canal public, ou l’empreinte d’un pair.","editor.read_only":"Lecture seule","editor.show_signal":"Toujours montrer les sauts et le signal","editor.mark_read":"Marquer les messages comme lus","editor.mark_read_help":"À désactiver sur un écran toujours allumé, pour que les messages restent non lus jusqu’à ce que quelqu’un les regarde ailleurs.","editor.height":"Hauteur","editor.height_help":"Dans les vues à sections, c’est la disposition qui décide.","state.loading":"Connexion au réseau maillé…","state.offline":"Pas de connexion à Home Assistant.","state.offline_hint":"Elle reviendra d’elle-même ; ce que vous avez saisi est conservé.","state.not_loaded":"Le nœud du réseau maillé ne fonctionne pas.","state.not_loaded_admin":"Il est peut-être en train de démarrer. Si cela dure, voyez Mesh Broadcast dans les paramètres : configurez-le, activez-le ou rechargez-le.","state.not_loaded_user":"Il est peut-être en train de démarrer. Si cela dure, demandez à la personne qui s’occupe de ce Home Assistant.","state.open_settings":"Ouvrir les paramètres","state.not_allowed":"Vous ne pouvez pas voir le réseau maillé.","state.not_allowed_hint":"Un administrateur de ce Home Assistant peut l’autoriser.","state.failed":"Le nœud a donné une réponse incompréhensible ici.","state.not_running":"Le nœud n’émet pas.","state.not_running_hint":"Vérifiez qu’un adaptateur ou un proxy Bluetooth est présent. Vous pouvez lire, mais pas envoyer.","error.offline":"Pas de connexion à Home Assistant. Réessayez quand elle sera revenue.","error.not_loaded":"Le nœud du réseau maillé ne fonctionne pas. Réessayez dans un instant.","error.not_allowed":"Vous ne pouvez pas faire cela. Un administrateur peut vous autoriser les messages privés dans les options de Mesh Broadcast.","error.not_running":"Le nœud n’émet pas : vérifiez qu’un adaptateur ou un proxy Bluetooth est présent, puis réessayez.","error.peer_unknown":"Le nœud ne connaît plus ce pair. Attendez qu’il soit de nouveau à portée.","error.peer_blocked":"Ce pair est bloqué. Débloquez-le pour écrire.","error.message_unknown":"Ce message a été supprimé entre-temps.","error.message_not_failed":"Ce message est en route : inutile de le renvoyer.","error.unknown":"Cela n’a pas fonctionné. Réessayez ; le journal de Home Assistant en dit peut-être plus.","chat.private":"Chiffré de bout en bout","chat.back":"Conversations","chat.search":"Rechercher dans cette conversation","chat.keys":"Les flèches vont d’un message à l’autre, Entrée mène à ce qu’on peut en faire, Échap au champ de texte.","conversations.label":"Conversations","conversations.public":"Canal public","conversations.in_reach":"À portée","conversations.people_one":"{n} personne à portée","conversations.people_other":"{n} personnes à portée","conversations.unread_one":"{n} message non lu","conversations.unread_other":"{n} messages non lus","thread.label":"Fil des messages","thread.loading":"Chargement des messages…","thread.failed":"Les messages n’ont pas pu être chargés.","thread.loading_older":"Chargement des messages plus anciens…","thread.load_older":"Charger les messages plus anciens","thread.beginning":"Rien n’a été dit avant.","thread.pruned":"Les messages plus anciens ont été supprimés.","thread.pruned_days_one":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jour.","thread.pruned_days_other":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jours.","thread.empty_public":"Personne n’a encore rien dit.","thread.empty_public_hint":"Dites bonjour : tout le monde à portée du réseau le lira.","thread.empty_read_only":"Ce qui se dit sur le canal public apparaîtra ici.","thread.empty_private":"Rien n’a encore été dit avec {name}.","thread.empty_private_hint":"Vous deux seuls pouvez lire ce qui s’écrit ici.","thread.unread_marker":"Nouveaux messages","thread.new_messages_one":"{n} nouveau message","thread.new_messages_other":"{n} nouveaux messages","thread.to_end":"Vers le message le plus récent","message.you":"Vous","message.by_verified":"{name}, vérifié","message.actions":"Que faire de ce message","message.reply":"Répondre","message.mention":"Mentionner","message.copy":"Copier le texte","message.copied":"Copié.","message.copy_failed":"Le navigateur ne laisse pas cette page copier. Sélectionnez plutôt le texte.","message.details":"Détails","message.resend":"Renvoyer","message.retry":"Réessayer","message.edit":"Modifier","message.discard":"Abandonner","message.show_all":"Tout afficher","status.sending":"Envoi en cours","status.refused":"Non envoyé","status.queued":"Attend que l’autre soit à portée","status.sent":"Envoyé","status.relayed":"Transmis par d’autres","status.heard_by_one":"Entendu par au moins {n} pair","status.heard_by_other":"Entendu par au moins {n} pairs","status.delivered":"Remis","status.read":"Lu","status.expired":"Non confirmé","status.failed":"Non remis","failure.expired":"Non remis : l’autre n’a pas été à portée à temps.","failure.outbox_full":"Non remis : trop de messages attendaient.","failure.not_confirmed":"Non confirmé : il est peut-être arrivé, mais personne ne l’a dit.","failure.identity_changed":"Non remis : quelqu’un d’autre répond maintenant sous ce nom. Comparez les empreintes avant d’écrire de nouveau.","failure.wiped":"Non remis : le nœud a tout oublié entre-temps.","failure.unknown":"Non remis.","hops.direct":"Voisin",hops_one:"{n} saut",hops_other:"{n} sauts","signal.dbm":"{value} dBm","trust.verified":"Vérifié","trust.seen_long":"Vu : les messages sont signés, mais la clé nous est nouvelle.","trust.pinned_long":"Connu : la même clé qu’à la première rencontre.","trust.proven_long":"Prouvé : une session chiffrée a prouvé la clé.","trust.verified_long":"Vérifié : vous avez comparé les empreintes.","peer.unknown":"N’est plus connu","peer.blocked":"Bloqué","peer.in_reach":"À portée","peer.absent":"Hors de portée","peer.last_seen":"Vu pour la dernière fois {when}","composer.placeholder_public":"Message à tous ceux à portée","composer.placeholder_private":"Message privé à {name}","composer.send":"Envoyer","composer.empty":"Écrivez d’abord quelque chose","composer.bytes":"{n} octets sur {limit}","composer.parts_one":"envoyé en {n} message","composer.parts_other":"envoyé en {n} messages","composer.too_long_one":"{n} octet de trop","composer.too_long_other":"{n} octets de trop","composer.cancel_reply":"Ne pas répondre à ce message","composer.names_label":"Personnes","composer.names_one":"{n} personne correspond. Entrée prend celle qui est choisie.","composer.names_other":"{n} personnes correspondent. Les flèches choisissent, Entrée prend celle qui est choisie.","composer.absent":"{name} n’est pas à portée. Le message attend et partira à son retour.","composer.nobody":"Personne n’est à portée. Ceux qui viendront plus tard récupéreront ce qu’ils ont manqué.","composer.blocked":"{name} est bloqué. Débloquez cette personne pour écrire.","search.placeholder":"Rechercher des messages","search.close":"Fermer la recherche","search.title":"Rechercher dans cette conversation","search.hint":"Saisissez un mot ou une partie d’un mot.","search.none":"Rien trouvé.","search.none_hint":"Essayez avec moins de lettres, ou dans une autre conversation.","search.found_one":"{n} message trouvé","search.found_other":"{n} messages trouvés","search.failed":"La recherche n’a pas fonctionné.","search.gone":"Ce message a été supprimé entre-temps.","details.title":"Détails du message","details.from":"De","details.trust":"Confiance","details.delivery":"Remise","details.reason":"Raison","details.heard_by":"Portée","details.sent":"Envoyé","details.received":"Reçu","details.way":"Distance","details.via":"Venu par","details.fingerprint":"Empreinte","details.message_id":"Identifiant du message","common.cancel":"Annuler","card.map_name":"Carte du maillage","card.map_description":"Qui est à portée, comment tous sont reliés, et les messages en route.","editor.table":"Afficher en tableau","map.label":"Carte du maillage","map.keys":"Les flèches vont d’un pair à l’autre, Entrée en ouvre un. Plus et moins zooment, 0 montre tout le monde, Maj avec les flèches déplace la carte.","map.us":"{name}, ce nœud","map.zoom_in":"Zoom avant","map.zoom_out":"Zoom arrière","map.fit":"Montrer tout le monde","map.show_table":"Afficher le tableau","map.show_map":"Afficher la carte","map.alone":"Personne n’est encore à portée","map.alone_hint":"Ouvrez l’application bitchat sur un téléphone proche, ou attendez : qui arrive à portée Bluetooth apparaît ici tout seul.","map.details":"Pair","map.column_peer":"Pair","map.legend_central":"appelé par nous","map.legend_peripheral":"nous a appelés","map.legend_announced":"entre les autres","map.came":"Désormais à portée : {names}.","map.went":"Plus à portée : {names}.","map.write":"Écrire","map.ping":"Ping","map.verify":"Vérifier","map.unverify":"Retirer la vérification","map.block":"Bloquer","map.unblock":"Débloquer","map.device":"Page de l’appareil","map.no_chat":"Il n’y a pas de chat sur cette page. Ajoutez la carte de chat ou activez le panneau latéral dans les options.","map.distance":"Distance","map.last_seen":"Vu pour la dernière fois","map.route":"En passant par","map.link":"Liaison","map.role_central":"appelé par nous","map.role_peripheral":"nous a appelés","map.signal":"Signal","map.signal_range":"Signal de {low} à {high}","map.copy_fingerprint":"Copier l’empreinte","map.verify_title":"Est-ce {name} ?","map.verify_text":"Comparez cette empreinte avec celle de l’écran de l’autre, chiffre par chiffre, côte à côte ou de vive voix. Ce n’est que si elles sont identiques que personne ne s’interpose.","map.verify_yes":"Elles sont identiques","map.block_title":"Bloquer {name} ?","map.block_text":"Plus rien de ce qu’il dit ne s’affiche. Ses messages sont toujours transmis aux autres.","map.no_answer":"Pas de réponse. Peut-être hors de portée, ou son application ne répond pas aux pings.","map.answered":"Réponse en {time} ms","map.answered_hops_one":"Réponse en {time} ms en {n} saut","map.answered_hops_other":"Réponse en {time} ms en {n} sauts","map.done_verify_peer":"Vérifié.","map.done_unverify_peer":"N’est plus vérifié.","map.done_block_peer":"Bloqué.","map.done_unblock_peer":"N’est plus bloqué."};var o7={"common.try_again":"Opnieuw proberen","common.close":"Sluiten","card.chat_name":"Mesh-chat","card.chat_description":"Lees en schrijf wat er op het mesh wordt gezegd: in het openbare kanaal en met elke deelnemer.","card.bad_conversation":"‘conversation’ moet ‘all’, ‘public’ of de vingerafdruk van een deelnemer met 64 hexadecimale cijfers zijn.","card.bad_height":"‘height’ moet een aantal pixels zijn, minstens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Zijbalk","panel.chat":"Chat","panel.map":"Kaart","panel.activity":"Activiteit","strategy.name":"Mesh Broadcast","strategy.description":"Chat, kaart en activiteit van het mesh, en de toestand van je knooppunt.","strategy.status":"Toestand","strategy.node":"Dit knooppunt","strategy.peer":"Deelnemer","editor.title":"Titel","editor.conversation":"Gesprek","editor.conversation_all":"Alle gesprekken","editor.conversation_public":"Alleen het openbare kanaal","editor.conversation_help":"Alle, het openbare kanaal, of de vingerafdruk van een deelnemer.","editor.read_only":"Alleen lezen","editor.show_signal":"Stappen en signaal altijd tonen","editor.mark_read":"Berichten als gelezen markeren","editor.mark_read_help":"Zet dit uit op een scherm dat altijd aan staat, zodat berichten ongelezen blijven tot iemand elders kijkt.","editor.height":"Hoogte","editor.height_help":"In weergaven met secties bepaalt de indeling dit.","state.loading":"Verbinden met het mesh…","state.offline":"Geen verbinding met Home Assistant.","state.offline_hint":"Die komt vanzelf terug; wat je hebt getypt blijft bewaard.","state.not_loaded":"Het mesh-knooppunt draait niet.","state.not_loaded_admin":"Misschien start het net op. Blijft dit zo, kijk dan in de instellingen bij Mesh Broadcast: stel het in, schakel het in of herlaad het.","state.not_loaded_user":"Misschien start het net op. Blijft dit zo, vraag het dan aan wie deze Home Assistant beheert.","state.open_settings":"Instellingen openen","state.not_allowed":"Je mag het mesh niet zien.","state.not_allowed_hint":"Een beheerder van deze Home Assistant kan dat toestaan.","state.failed":"Het mesh-knooppunt gaf een antwoord dat hier niet te begrijpen is.","state.not_running":"Het knooppunt is niet in de lucht.","state.not_running_hint":"Controleer of er een Bluetooth-adapter of -proxy is. Je kunt lezen, maar niet verzenden.","error.offline":"Geen verbinding met Home Assistant. Probeer het opnieuw als die terug is.","error.not_loaded":"Het mesh-knooppunt draait niet. Probeer het zo meteen opnieuw.","error.not_allowed":"Dit mag je niet. Een beheerder kan privéberichten voor je toestaan in de opties van Mesh Broadcast.","error.not_running":"Het knooppunt is niet in de lucht: controleer of er een Bluetooth-adapter of -proxy is en probeer het opnieuw.","error.peer_unknown":"Het knooppunt kent deze deelnemer niet meer. Wacht tot die weer binnen bereik is.","error.peer_blocked":"Deze deelnemer is geblokkeerd. Hef de blokkering op om te schrijven.","error.message_unknown":"Dit bericht is intussen verwijderd.","error.message_not_failed":"Dit bericht is onderweg: een tweede poging is niet nodig.","error.unknown":"Dat is niet gelukt. Probeer het opnieuw; in het logboek van Home Assistant staat misschien meer.","chat.private":"Versleuteld van eind tot eind","chat.back":"Gesprekken","chat.search":"Zoeken in dit gesprek","chat.keys":"Pijltjestoetsen gaan van bericht naar bericht, Enter naar wat je ermee kunt doen, Escape naar het tekstveld.","conversations.label":"Gesprekken","conversations.public":"Openbaar kanaal","conversations.in_reach":"Binnen bereik","conversations.people_one":"{n} persoon binnen bereik","conversations.people_other":"{n} personen binnen bereik","conversations.unread_one":"{n} ongelezen bericht","conversations.unread_other":"{n} ongelezen berichten","thread.label":"Berichten","thread.loading":"Berichten laden…","thread.failed":"De berichten konden niet worden geladen.","thread.loading_older":"Oudere berichten laden…","thread.load_older":"Oudere berichten laden","thread.beginning":"Hiervoor is niets gezegd.","thread.pruned":"Oudere berichten zijn verwijderd.","thread.pruned_days_one":"Oudere berichten zijn verwijderd: ze worden {n} dag bewaard.","thread.pruned_days_other":"Oudere berichten zijn verwijderd: ze worden {n} dagen bewaard.","thread.empty_public":"Nog niemand heeft iets gezegd.","thread.empty_public_hint":"Zeg hallo: iedereen binnen bereik van het mesh zal het lezen.","thread.empty_read_only":"Wat in het openbare kanaal wordt gezegd, verschijnt hier.","thread.empty_private":"Met {name} is nog niets besproken.","thread.empty_private_hint":"Alleen jullie tweeën kunnen lezen wat hier wordt geschreven.","thread.unread_marker":"Nieuwe berichten","thread.new_messages_one":"{n} nieuw bericht","thread.new_messages_other":"{n} nieuwe berichten","thread.to_end":"Naar het nieuwste bericht","message.you":"Jij","message.by_verified":"{name}, geverifieerd","message.actions":"Wat je met dit bericht kunt doen","message.reply":"Beantwoorden","message.mention":"Noemen","message.copy":"Tekst kopiëren","message.copied":"Gekopieerd.","message.copy_failed":"De browser laat deze pagina niet kopiëren. Selecteer in plaats daarvan de tekst.","message.details":"Bijzonderheden","message.resend":"Opnieuw verzenden","message.retry":"Opnieuw proberen","message.edit":"Bewerken","message.discard":"Weggooien","message.show_all":"Alles tonen","status.sending":"Wordt verzonden","status.refused":"Niet verzonden","status.queued":"Wacht tot de ander binnen bereik is","status.sent":"Verzonden","status.relayed":"Door anderen doorgegeven","status.heard_by_one":"Door minstens {n} deelnemer gehoord","status.heard_by_other":"Door minstens {n} deelnemers gehoord","status.delivered":"Afgeleverd","status.read":"Gelezen","status.expired":"Niet bevestigd","status.failed":"Niet afgeleverd","failure.expired":"Niet afgeleverd: de ander was niet op tijd binnen bereik.","failure.outbox_full":"Niet afgeleverd: er wachtten te veel berichten.","failure.not_confirmed":"Niet bevestigd: het kan aangekomen zijn, maar niemand heeft dat gezegd.","failure.identity_changed":"Niet afgeleverd: onder deze naam antwoordt nu iemand anders. Vergelijk vingerafdrukken voor je weer schrijft.","failure.wiped":"Niet afgeleverd: het knooppunt is intussen alles vergeten.","failure.unknown":"Niet afgeleverd.","hops.direct":"Buur",hops_one:"{n} stap",hops_other:"{n} stappen","signal.dbm":"{value} dBm","trust.verified":"Geverifieerd","trust.seen_long":"Gezien: de berichten zijn ondertekend, maar de sleutel is nieuw voor ons.","trust.pinned_long":"Bekend: dezelfde sleutel als bij de eerste ontmoeting.","trust.proven_long":"Bewezen: een versleutelde sessie heeft de sleutel bewezen.","trust.verified_long":"Geverifieerd: je hebt vingerafdrukken vergeleken.","peer.unknown":"Niet meer bekend","peer.blocked":"Geblokkeerd","peer.in_reach":"Binnen bereik","peer.absent":"Niet binnen bereik","peer.last_seen":"Laatst gezien: {when}","composer.placeholder_public":"Bericht aan iedereen binnen bereik","composer.placeholder_private":"Privébericht aan {name}","composer.send":"Verzenden","composer.empty":"Schrijf eerst iets","composer.bytes":"{n} van {limit} bytes","composer.parts_one":"gaat weg als {n} bericht","composer.parts_other":"gaat weg als {n} berichten","composer.too_long_one":"{n} byte te lang","composer.too_long_other":"{n} bytes te lang","composer.cancel_reply":"Dit bericht niet beantwoorden","composer.names_label":"Personen","composer.names_one":"{n} persoon past. Enter neemt de gekozen persoon.","composer.names_other":"{n} personen passen. Pijltjestoetsen kiezen, Enter neemt de gekozen persoon.","composer.absent":"{name} is niet binnen bereik. Het bericht wacht en gaat weg zodra dat verandert.","composer.nobody":"Er is nu niemand binnen bereik. Wie later komt, haalt op wat ontbreekt.","composer.blocked":"{name} is geblokkeerd. Hef de blokkering op om te schrijven.","search.placeholder":"Berichten zoeken","search.close":"Zoeken sluiten","search.title":"In dit gesprek zoeken","search.hint":"Typ een woord of een deel ervan.","search.none":"Niets gevonden.","search.none_hint":"Probeer minder letters, of een ander gesprek.","search.found_one":"{n} bericht gevonden","search.found_other":"{n} berichten gevonden","search.failed":"Het zoeken is niet gelukt.","search.gone":"Dit bericht is intussen verwijderd.","details.title":"Over dit bericht","details.from":"Van","details.trust":"Vertrouwen","details.delivery":"Aflevering","details.reason":"Reden","details.heard_by":"Bereik","details.sent":"Verzonden","details.received":"Ontvangen","details.way":"Afstand","details.via":"Gekomen via","details.fingerprint":"Vingerafdruk","details.message_id":"Bericht-ID","common.cancel":"Annuleren","card.map_name":"Mesh-kaart","card.map_description":"Wie bereikbaar is, hoe ze verbonden zijn en berichten onderweg.","editor.table":"Als tabel tonen","map.label":"Kaart van de mesh","map.keys":"Pijltoetsen gaan van peer naar peer, Enter opent er een. Plus en min zoomen, 0 toont iedereen, Shift met pijltoetsen verschuift de kaart.","map.us":"{name}, dit knooppunt","map.zoom_in":"Inzoomen","map.zoom_out":"Uitzoomen","map.fit":"Iedereen tonen","map.show_table":"Tabel tonen","map.show_map":"Kaart tonen","map.alone":"Er is nog niemand bereikbaar","map.alone_hint":"Open de app bitchat op een telefoon in de buurt, of wacht: wie binnen Bluetooth-bereik komt, verschijnt hier vanzelf.","map.details":"Peer","map.column_peer":"Peer","map.legend_central":"door ons verbonden","map.legend_peripheral":"verbond met ons","map.legend_announced":"tussen anderen","map.came":"Nu bereikbaar: {names}.","map.went":"Niet meer bereikbaar: {names}.","map.write":"Schrijven","map.ping":"Ping","map.verify":"Verifiëren","map.unverify":"Verificatie intrekken","map.block":"Blokkeren","map.unblock":"Deblokkeren","map.device":"Apparaatpagina","map.no_chat":"Er is geen chat op deze pagina. Voeg de chatkaart toe of zet het zijpaneel aan in de opties.","map.distance":"Afstand","map.last_seen":"Laatst gezien","map.route":"Via","map.link":"Verbinding","map.role_central":"door ons verbonden","map.role_peripheral":"verbond met ons","map.signal":"Signaal","map.signal_range":"Signaal van {low} tot {high}","map.copy_fingerprint":"Vingerafdruk kopiëren","map.verify_title":"Is dit {name}?","map.verify_text":"Vergelijk deze vingerafdruk teken voor teken met die op het scherm van de ander, naast elkaar of mondeling. Alleen als ze gelijk zijn, zit er niemand tussen.","map.verify_yes":"Ze zijn gelijk","map.block_title":"{name} blokkeren?","map.block_text":"Niets van wat deze zegt wordt nog getoond. Berichten worden nog wel aan anderen doorgegeven.","map.no_answer":"Geen antwoord. Misschien buiten bereik, of de app beantwoordt geen pings.","map.answered":"Antwoord in {time} ms","map.answered_hops_one":"Antwoord in {time} ms over {n} stap","map.answered_hops_other":"Antwoord in {time} ms over {n} stappen","map.done_verify_peer":"Geverifieerd.","map.done_unverify_peer":"Niet meer geverifieerd.","map.done_block_peer":"Geblokkeerd.","map.done_unblock_peer":"Niet meer geblokkeerd."};var a7={"common.try_again":"重试","common.close":"关闭","card.chat_name":"网状网络聊天","card.chat_description":"阅读和发送网状网络上的消息：公共频道以及与每个节点的私聊。","card.bad_conversation":"“conversation”必须是“all”、“public”或某个节点的 64 位十六进制指纹。","card.bad_height":"“height”必须是像素数，至少为 {n}。","panel.title":"Mesh Broadcast","panel.menu":"侧边栏","panel.chat":"聊天","panel.map":"地图","panel.activity":"活动","strategy.name":"Mesh Broadcast","strategy.description":"网状网络的聊天、地图和活动，以及本节点的状态。","strategy.status":"状态","strategy.node":"本节点","strategy.peer":"节点","editor.title":"标题","editor.conversation":"会话","editor.conversation_all":"所有会话","editor.conversation_public":"仅公共频道","editor.conversation_help":"所有会话、公共频道，或某个节点的指纹。","editor.read_only":"只读","editor.show_signal":"始终显示跳数和信号","editor.mark_read":"将消息标为已读","editor.mark_read_help":"在常亮的屏幕上请关闭此项，这样消息会保持未读，直到有人在别处查看。","editor.height":"高度","editor.height_help":"在分区视图中由布局决定。","state.loading":"正在连接网状网络…","state.offline":"与 Home Assistant 的连接已断开。","state.offline_hint":"连接会自动恢复；您输入的内容会保留。","state.not_loaded":"网状网络节点未运行。","state.not_loaded_admin":"它可能正在启动。如果一直如此，请在设置中查看 Mesh Broadcast：进行配置、启用或重新加载。","state.not_loaded_user":"它可能正在启动。如果一直如此，请询问管理此 Home Assistant 的人。","state.open_settings":"打开设置","state.not_allowed":"您无权查看网状网络。","state.not_allowed_hint":"此 Home Assistant 的管理员可以授权。","state.failed":"节点给出了此处无法理解的回答。","state.not_running":"节点未在广播。","state.not_running_hint":"请检查是否有蓝牙适配器或代理。您可以阅读，但不能发送。","error.offline":"与 Home Assistant 的连接已断开。请在恢复后重试。","error.not_loaded":"网状网络节点未运行。请稍后重试。","error.not_allowed":"您无权执行此操作。管理员可以在 Mesh Broadcast 的选项中允许您使用私密消息。","error.not_running":"节点未在广播：请检查是否有蓝牙适配器或代理，然后重试。","error.peer_unknown":"节点已不认识此对象。请等到其再次进入范围。","error.peer_blocked":"此节点已被屏蔽。请先解除屏蔽再发送。","error.message_unknown":"此消息已被删除。","error.message_not_failed":"此消息正在途中：无需再次发送。","error.unknown":"操作未成功。请重试；Home Assistant 的日志中可能有更多信息。","chat.private":"端到端加密","chat.back":"会话列表","chat.search":"在此会话中搜索","chat.keys":"方向键在消息之间移动，回车键前往可对消息执行的操作，Esc 键回到输入框。","conversations.label":"会话列表","conversations.public":"公共频道","conversations.in_reach":"范围内","conversations.people_one":"范围内有 {n} 人","conversations.people_other":"范围内有 {n} 人","conversations.unread_one":"{n} 条未读消息","conversations.unread_other":"{n} 条未读消息","thread.label":"消息","thread.loading":"正在加载消息…","thread.failed":"无法加载消息。","thread.loading_older":"正在加载更早的消息…","thread.load_older":"加载更早的消息","thread.beginning":"在此之前没有消息。","thread.pruned":"更早的消息已被删除。","thread.pruned_days_one":"更早的消息已被删除：消息保留 {n} 天。","thread.pruned_days_other":"更早的消息已被删除：消息保留 {n} 天。","thread.empty_public":"还没有人说话。","thread.empty_public_hint":"打个招呼吧：网络范围内的所有人都会看到。","thread.empty_read_only":"公共频道中的消息将显示在此处。","thread.empty_private":"与 {name} 还没有消息。","thread.empty_private_hint":"只有你们两人能看到这里的内容。","thread.unread_marker":"新消息","thread.new_messages_one":"{n} 条新消息","thread.new_messages_other":"{n} 条新消息","thread.to_end":"前往最新消息","message.you":"您","message.by_verified":"{name}（已验证）","message.actions":"对此消息的操作","message.reply":"回复","message.mention":"提及","message.copy":"复制文本","message.copied":"已复制。","message.copy_failed":"浏览器不允许此页面复制。请改为选中文本。","message.details":"详情","message.resend":"再次发送","message.retry":"重试","message.edit":"编辑","message.discard":"丢弃","message.show_all":"显示全部","status.sending":"正在发送","status.refused":"未发送","status.queued":"等待对方进入范围","status.sent":"已发送","status.relayed":"已由他人转发","status.heard_by_one":"至少 {n} 个节点已收到","status.heard_by_other":"至少 {n} 个节点已收到","status.delivered":"已送达","status.read":"已读","status.expired":"未确认","status.failed":"未送达","failure.expired":"未送达：对方未能及时进入范围。","failure.outbox_full":"未送达：等待的消息过多。","failure.not_confirmed":"未确认：消息可能已到达，但没有收到确认。","failure.identity_changed":"未送达：现在以此名称应答的是另一个人。再次发送前请比对指纹。","failure.wiped":"未送达：节点在此期间清除了所有数据。","failure.unknown":"未送达。","hops.direct":"邻居",hops_one:"{n} 跳",hops_other:"{n} 跳","signal.dbm":"{value} dBm","trust.verified":"已验证","trust.seen_long":"见过：消息有签名，但密钥对我们来说是新的。","trust.pinned_long":"认识：与首次相遇时的密钥相同。","trust.proven_long":"已证明：加密会话证明了该密钥。","trust.verified_long":"已验证：您比对过指纹。","peer.unknown":"已不认识","peer.blocked":"已屏蔽","peer.in_reach":"在范围内","peer.absent":"不在范围内","peer.last_seen":"上次见到：{when}","composer.placeholder_public":"发送给范围内的所有人","composer.placeholder_private":"给 {name} 的私密消息","composer.send":"发送","composer.empty":"请先输入内容","composer.bytes":"{n} / {limit} 字节","composer.parts_one":"分 {n} 条发送","composer.parts_other":"分 {n} 条发送","composer.too_long_one":"超出 {n} 字节","composer.too_long_other":"超出 {n} 字节","composer.cancel_reply":"不回复此消息","composer.names_label":"人员","composer.names_one":"有 {n} 人匹配。回车键选定。","composer.names_other":"有 {n} 人匹配。方向键选择，回车键选定。","composer.absent":"{name} 不在范围内。消息会等待，并在其返回时发送。","composer.nobody":"现在范围内没有人。之后到来的人会获取错过的消息。","composer.blocked":"{name} 已被屏蔽。请先解除屏蔽再发送。","search.placeholder":"搜索消息","search.close":"关闭搜索","search.title":"搜索此会话","search.hint":"输入一个词或其中一部分。","search.none":"没有找到。","search.none_hint":"请减少字数，或在其他会话中搜索。","search.found_one":"找到 {n} 条消息","search.found_other":"找到 {n} 条消息","search.failed":"搜索未成功。","search.gone":"此消息已被删除。","details.title":"消息详情","details.from":"来自","details.trust":"信任","details.delivery":"投递","details.reason":"原因","details.heard_by":"覆盖","details.sent":"发送时间","details.received":"接收时间","details.way":"距离","details.via":"经由","details.fingerprint":"指纹","details.message_id":"消息 ID","common.cancel":"取消","card.map_name":"网格地图","card.map_description":"谁在范围内、如何相连，以及传递中的消息。","editor.table":"以表格显示","map.label":"网格地图","map.keys":"方向键在节点间移动，回车打开。加减键缩放，0 显示全部，Shift 加方向键移动地图。","map.us":"{name}，本节点","map.zoom_in":"放大","map.zoom_out":"缩小","map.fit":"显示全部","map.show_table":"显示表格","map.show_map":"显示地图","map.alone":"范围内还没有人","map.alone_hint":"在附近的手机上打开 bitchat 应用，或稍等：进入蓝牙范围的人会自动出现在这里。","map.details":"节点","map.column_peer":"节点","map.legend_central":"我方发起","map.legend_peripheral":"对方发起","map.legend_announced":"其他节点之间","map.came":"现已在范围内：{names}。","map.went":"已离开范围：{names}。","map.write":"写消息","map.ping":"Ping","map.verify":"验证","map.unverify":"撤销验证","map.block":"屏蔽","map.unblock":"取消屏蔽","map.device":"设备页面","map.no_chat":"本页没有聊天。请添加聊天卡片，或在选项中启用侧边栏面板。","map.distance":"距离","map.last_seen":"最后出现","map.route":"经由","map.link":"连接","map.role_central":"由我方发起","map.role_peripheral":"由对方发起","map.signal":"信号","map.signal_range":"信号从 {low} 到 {high}","map.copy_fingerprint":"复制指纹","map.verify_title":"这是 {name} 吗？","map.verify_text":"请当面或通过语音，逐位比对此指纹与对方屏幕上的指纹。只有完全一致，才说明中间没有他人。","map.verify_yes":"两者一致","map.block_title":"屏蔽 {name}？","map.block_text":"不再显示其内容，但仍会为他人转发其消息。","map.no_answer":"无应答。可能不在范围内，或其应用不应答 Ping。","map.answered":"{time} 毫秒内应答","map.answered_hops_one":"{time} 毫秒内应答，{n} 跳","map.answered_hops_other":"{time} 毫秒内应答，{n} 跳","map.done_verify_peer":"已验证。","map.done_unverify_peer":"不再视为已验证。","map.done_block_peer":"已屏蔽。","map.done_unblock_peer":"已取消屏蔽。"};var R3={en:B3,de:t7,es:M7,fr:i7,nl:o7,"zh-Hans":a7};function G2(H){return S1(H?.locale?.language??H?.language??"en")}function S1(H){let V=n7.get(H);return V||(V=j6(K6(H)),n7.set(H,V)),V}var n7=new Map;function K6(H){if(H in R3)return H;let V=H.split("-")[0]??"en";return V==="zh"?/hant|tw|hk|mo/iu.test(H)?"en":"zh-Hans":V in R3?V:"en"}function j6(H){let V=R3[H]??B3,C=new Intl.PluralRules(H);return Object.assign((L,r)=>A7(V[L],r),{language:H,plural(L,r,t){let M=C.select(r)==="one"?"one":"other";return A7(V[`${L}_${M}`],{n:r,...t})}})}function A7(H,V){return V?H.replace(/\{(\w+)\}/gu,(C,e)=>e in V?String(V[e]):C):H}var D1="mesh_broadcast",E3="https://github.com/mesh-broadcast/mesh-broadcast/blob/main/docs/dashboard.md";var X6=new Set(["offline","not_loaded","not_allowed","peer_unknown","peer_blocked","message_unknown","message_not_failed","message_empty","message_too_long","send_limit","not_running","invalid_format"]),Y6={unknown_command:"not_loaded",unauthorized:"not_allowed"},K=class H extends Error{constructor(C,e=""){super(e);this.code=C;this.name="MeshError"}static from(C){if(C instanceof H)return C;if(typeof C=="number")return new H("offline");if(typeof C=="object"&&C!==null){let{code:e,message:L}=C,r=typeof L=="string"?L:"";if(typeof e=="number")return new H("offline");if(typeof e=="string"){let t=Y6[e]??(X6.has(e)?e:"unknown");return new H(t,r)}return new H("unknown",r)}return new H("unknown",String(C))}};var y5=class{constructor(V){this.connection=V}node(){return this.call("node")}list(V){return this.call("messages/list",{...V})}send(V,C){return this.call("messages/send",{conversation:V,text:C})}resend(V,C){return this.call("messages/resend",{conversation:V,message_id:C})}markRead(V){return this.call("messages/mark_read",{conversation:V})}signalHistory(V){return this.call("signal_history",{fingerprint:V})}async call(V,C={}){try{return await this.connection.sendMessagePromise({type:`${D1}/${V}`,...C})}catch(e){throw K.from(e)}}};async function d7(H,V){return await p7(H,"ping",{fingerprint:V},!0)??{answered:!1,hops:null,round_trip_ms:null}}async function s7(H,V,C){await p7(H,V,{fingerprint:C},!1)}async function p7(H,V,C,e){try{return(await H.callService(D1,V,C,{},!1,e))?.response}catch(L){throw K.from(L)}}var l7={queued:0,sent:1,relayed:2,expired:3,failed:4,delivered:5,read:6};function Q2(H,{status:V,failure:C,heard_by:e}){let L=H.status===null||l7[V]>=l7[H.status],r={status:L?V:H.status,failure:L?C:H.failure,heard_by:Math.max(e,H.heard_by)};return r.status===H.status&&r.failure===H.failure&&r.heard_by===H.heard_by?H:{...H,...r}}function m7(H){return H.own&&(H.status==="failed"||H.status==="expired")}var v7=[500,1e3,2e3,4e3,8e3,15e3],b5=class{constructor(V,C,e,L,r){this.connection=V;this.command=C;this.data=e;this.onEvent=L;this.onState=r;this.attempts=0;this.running=!1;this.generation=0;this.retryNow=()=>{!this.running||this.unsubscribe||(this.attempts=0,this.subscribe())};this.lost=()=>{this.drop(!1),this.onState("offline")}}start(){this.running||(this.running=!0,this.connection.addEventListener("ready",this.retryNow),this.connection.addEventListener("disconnected",this.lost),this.attempts=0,this.subscribe())}stop(){this.running&&(this.running=!1,this.connection.removeEventListener("ready",this.retryNow),this.connection.removeEventListener("disconnected",this.lost),this.drop(!0),this.onState("idle"))}drop(V){this.generation+=1,clearTimeout(this.timer);let C=this.unsubscribe;this.unsubscribe=void 0,V&&C&&u7(C)}async subscribe(){this.drop(!1);let V=this.generation;if(this.connection.connected===!1){this.onState("offline");return}this.onState("connecting");try{let C=await this.connection.subscribeMessage(e=>{V===this.generation&&this.received(e)},{type:`${D1}/${this.command}`,...this.data},{resubscribe:!1});V===this.generation?this.unsubscribe=C:u7(C)}catch(C){if(V!==this.generation)return;this.failed(K.from(C))}}received(V){if(this.attempts=0,V.type==="gone"){this.onState("not_loaded");return}this.onEvent(V),this.onState("live")}failed(V){switch(V.code){case"offline":case"not_loaded":case"not_allowed":this.onState(V.code,V);break;default:this.onState("failed",V)}this.retryLater()}retryLater(){if(!this.running)return;let V=v7[Math.min(this.attempts,v7.length-1)];this.attempts+=1,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.subscribe()},V)}};async function u7(H){try{await H()}catch{}}var f2=class{constructor(){this.listeners=new Set}observe(V){return this.listeners.add(V),()=>this.listeners.delete(V)}changed(){for(let V of[...this.listeners])V()}};var J6=5e3,g1=class extends f2{constructor(C,e,L={}){super();this.feedState="idle";this.loaded=!1;this.viewers=0;this.retry=()=>this.feed.retryNow();this.feed=new b5(C,e,L,r=>{r.type==="snapshot"&&(this.loaded=!0),this.receive(r)},(r,t)=>{if(r===this.feedState&&t===this.error&&r!=="live")return;let M=this.feedState;this.feedState=r,this.error=t,(r!=="live"||M!=="live")&&this.changed()})}retain(){clearTimeout(this.lingering),this.viewers+=1,this.feed.start();let C=!0;return()=>{C&&(C=!1,this.viewers-=1,this.viewers===0&&(clearTimeout(this.lingering),this.lingering=setTimeout(()=>{this.viewers===0&&this.feed.stop()},J6)))}}};var F3=50,C8=200,H8=25;function e1(H){return Math.min(H.sent,H.received)}var c7=0,O5=class extends f2{constructor(C,e){super();this.api=C;this.conversation=e;this.messages=[];this.pending=[];this.more=!1;this.pruned=!1;this.loaded=!1;this.loading=!1;this.loadingOlder=!1;this.draft="";this.byId=new Map;this.localIds=new Map}get(C){return this.byId.get(C)}keyOf(C){return this.localIds.get(C.message_id)??C.message_id}async load(){if(!this.loading){this.loading=!0,this.error=void 0,this.changed();try{let C=await this.api.list({conversation:this.conversation,limit:F3}),e=C.messages.some(L=>this.byId.has(L.message_id));if(!e||!C.more){let L=new Set(C.messages.map(t=>t.message_id)),r=C.messages.at(-1);for(let[t,M]of this.byId){let i=r&&e&&e1(M)>e1(r);!L.has(t)&&!i&&this.byId.delete(t)}this.more=C.more,this.pruned=C.pruned}this.insert(C.messages),this.refresh(),this.loaded=!0}catch(C){this.error=K.from(C)}finally{this.loading=!1,this.changed()}}}async loadOlder(C=F3){let e=this.messages[0];if(!(this.loadingOlder||!this.more||!e)){this.loadingOlder=!0,this.error=void 0,this.changed();try{let L=await this.api.list({conversation:this.conversation,limit:C,before:e.message_id});this.more=L.more&&L.messages.length>0,this.pruned=L.pruned,this.insert(L.messages),this.refresh()}catch(L){this.error=K.from(L)}finally{this.loadingOlder=!1,this.changed()}}}async reveal(C){for(let e=0;e<H8&&!this.byId.has(C)&&!(!this.more||(await this.loadOlder(C8),this.error));e+=1);return this.byId.has(C)}async search(C){return(await this.api.list({conversation:this.conversation,limit:F3,search:C})).messages}async send(C){c7+=1;let e={localId:`local-${c7}`,text:C,at:Date.now(),error:void 0};this.pending=[...this.pending,e],this.changed(),await this.deliver(e.localId,C)}async retry(C){let e=this.pending.find(L=>L.localId===C);e?.error&&(this.replacePending(C,{...e,at:Date.now(),error:void 0}),this.changed(),await this.deliver(C,e.text))}discard(C){let e=this.pending.find(L=>L.localId===C);return this.replacePending(C,void 0),this.changed(),e?.text??""}async resend(C){let{message:e}=await this.api.resend(this.conversation,C);e.message_id!==C&&this.remove([C]),this.insert([e]),this.refresh(),this.changed()}receive(C,e=[]){if(!(!this.loaded&&!this.loading)){for(let L of C){if(!L.own||this.byId.has(L.message_id))continue;let r=this.pending.find(t=>!t.error&&t.text===L.text);r&&this.settle(r.localId,L)}this.insert(C);for(let L of e){let r=this.byId.get(L.message_id);r&&this.replace(Q2(r,L))}this.refresh(),this.changed()}}forget(C){C?this.remove(C):(this.byId.clear(),this.more=!1,this.pruned=!1,this.refresh()),this.changed()}markRead(C){let e=C&&new Set(C),L=!1;for(let r of this.messages)!r.unread||e&&!e.has(r.message_id)||(this.byId.set(r.message_id,{...r,unread:!1}),L=!0);L&&(this.refresh(),this.changed())}async deliver(C,e){try{let{message:L}=await this.api.send(this.conversation,e);this.settle(C,L),this.insert([L]),this.refresh()}catch(L){let r=this.pending.find(t=>t.localId===C);r&&this.replacePending(C,{...r,error:K.from(L)})}this.changed()}settle(C,e){this.pending.some(L=>L.localId===C)&&(this.replacePending(C,void 0),this.localIds.set(e.message_id,C))}replacePending(C,e){this.pending=this.pending.flatMap(L=>L.localId===C?e?[e]:[]:[L])}insert(C){for(let e of C){let L=this.byId.get(e.message_id);this.replace(L?.status&&e.status?Q2(e,{status:L.status,failure:L.failure,heard_by:L.heard_by}):e)}}replace(C){this.byId.set(C.message_id,C)}remove(C){for(let e of C)this.byId.delete(e);this.refresh()}refresh(){this.messages=[...this.byId.values()].sort((C,e)=>e1(C)-e1(e))}};var V8=400,w5=class extends g1{constructor(C){super(C.connection,"messages/subscribe");this.api=C;this.conversations=new Map;this.openers=[];this.threads=new Map;this.reading=new Map}get sorted(){return[...this.conversations.values()].sort((C,e)=>C.conversation===R?-1:e.conversation===R?1:k5(e)-k5(C))}get unread(){let C=0;for(let{unread:e}of this.conversations.values())C+=e;return C}thread(C){let e=this.threads.get(C);return e||(e=new O5(this.api,C),this.threads.set(C,e)),e}open(C){let e=this.openers.at(-1);return e?e(C):this.requested=C,e!==void 0}offer(C){this.openers.push(C);let{requested:e}=this;return this.requested=void 0,e&&C(e),()=>{let L=this.openers.indexOf(C);L>=0&&this.openers.splice(L,1)}}markRead(C){let e=this.conversations.get(C);e?.unread&&(this.conversations.set(C,{...e,unread:0}),this.threads.get(C)?.markRead(),this.reading.has(C)||this.reading.set(C,setTimeout(()=>{this.reading.delete(C),this.api.markRead(C).catch(()=>{})},V8)),this.changed())}receive(C){if(C.type==="snapshot"){this.conversations.clear();for(let e of C.conversations)this.conversations.set(e.conversation,e);for(let e of this.threads.values())(e.loaded||e.error)&&e.load()}else{for(let e of C.conversations??[])this.conversations.set(e.conversation,e);for(let e of C.removed??[])this.conversations.delete(e),this.threads.get(e)?.forget();for(let{conversation:e,message_id:L}of C.removed_messages??[])this.threads.get(e)?.forget([L]);for(let{conversation:e,message_ids:L}of C.read??[])this.threads.get(e)?.markRead(L);this.receiveMessages(C)}this.changed()}receiveMessages(C){let e=x7(C.messages??[]),L=x7(C.deliveries??[]);for(let r of new Set([...e.keys(),...L.keys()]))this.threads.get(r)?.receive(e.get(r)??[],L.get(r)??[]);for(let[r,t]of L){let M=this.conversations.get(r),i=M?.last,o=t.findLast(a=>a.message_id===i?.message_id);M&&i&&o&&this.conversations.set(r,{...M,last:Q2(i,o)})}}};function k5({last:H}){return H?e1(H):0}function x7(H){let V=new Map;for(let C of H){let e=V.get(C.conversation);e?e.push(C):V.set(C.conversation,[C])}return V}function h7(H,V){let C=Math.max(0,V-50-1),e=H.slice(C,V),L=e.lastIndexOf("@");if(L<0||L>0&&/[\p{L}\p{N}]/u.test(e[L-1]??""))return;let r=e.slice(L+1);if(!(r.includes(`
`)||/\s{2}/u.test(r)||r.startsWith(" ")))return{start:C+L,typed:r}}function Z7(H,V,C){let e=V.toLocaleLowerCase(),L=[],r=[];for(let t of H){let M=t.nickname.toLocaleLowerCase();M.startsWith(e)?L.push(t):e&&M.includes(e)&&r.push(t)}return[...L,...r].slice(0,C)}function f7(H){return[...new Set(H)].filter(Boolean).sort((V,C)=>C.length-V.length||(V<C?-1:1))}function S7(H,V){if(!H.includes("@")||!V.length)return[{text:H,mention:!1}];let C=[],e=0,L=0;for(;;){let r=H.indexOf("@",L);if(r<0)break;let t=V.find(M=>H.startsWith(M,r+1)&&!/^[\p{L}\p{N}_]/u.test(H.slice(r+1+M.length,r+3+M.length)));if(t===void 0){L=r+1;continue}r>e&&C.push({text:H.slice(e,r),mention:!1}),L=e=r+1+t.length,C.push({text:H.slice(r,e),mention:!0})}return e<H.length&&C.push({text:H.slice(e),mention:!1}),C}var _5=class extends g1{constructor(C){super(C,"peers/subscribe",{include_known:!0});this.peers=new Map;this.names=[];this.namesakes=new Map}get(C){return this.peers.get(C)}byPeerId(C){for(let e of this.peers.values())if(e.peer_id===C)return e}get inReach(){return[...this.peers.values()].filter(C=>C.in_reach)}isAmbiguous(C){return(this.namesakes.get(C)??0)>1}receive(C){if(C.type==="snapshot"){this.node=C.node,this.peers.clear();for(let e of C.peers)this.peers.set(e.fingerprint,e)}else{C.node&&(this.node=C.node);for(let e of C.changed??[])this.peers.set(e.fingerprint,e);for(let e of C.removed??[])this.peers.delete(e)}this.countNames(),this.changed()}countNames(){let C=new Map;for(let{nickname:r}of this.peers.values())C.set(r,(C.get(r)??0)+1);let e=f7([this.node?.nickname??"",...C.keys()]);e.length===this.names.length&&e.every((r,t)=>r===this.names[t])||(this.names=e),this.namesakes=C}};var P5=class extends g1{constructor(C){super(C,"topology/subscribe");this.links=[];this.edges=[];this.watchers=new Set}onPulses(C){return this.watchers.add(C),()=>this.watchers.delete(C)}receive(C){let e=C.type==="delta"?C.pulses??[]:[];if(C.links&&(this.links=C.links),C.edges&&(this.edges=C.edges),(C.links||C.edges)&&this.changed(),e.length)for(let L of[...this.watchers])L(e)}};var S2=class H{constructor(V){this.api=new y5(V),this.peers=new _5(V),this.chat=new w5(this.api),this.topology=new P5(V)}static of(V){let C=g7.get(V);return C||(C=new H(V),g7.set(V,C)),C}},g7=new WeakMap;var F=class extends Q1{get session(){return this.hass?S2.of(this.hass.connection):void 0}get t(){return G2(this.hass)}get formats(){return g5.of(this.hass)}fire(V,C){this.dispatchEvent(new CustomEvent(V,{detail:C,bubbles:!0,composed:!0}))}};h([O({attribute:!1,hasChanged:(V,C)=>V?.connection!==C?.connection||V?.locale!==C?.locale||V?.language!==C?.language||V?.connected!==C?.connected||V?.user!==C?.user})],F.prototype,"hass",2);function y7(H,V){customElements.get(H)||customElements.define(H,V)}var D=B`
  :host {
    --mb-surface: var(--ha-card-background, var(--card-background-color, #fff));
    --mb-text: var(--primary-text-color, #212121);
    --mb-muted: color-mix(in srgb, var(--mb-text) 68%, var(--mb-surface));
    --mb-accent: var(--primary-color, #009ac7);
    --mb-on-accent: var(--text-primary-color, #fff);
    --mb-accent-text: color-mix(in srgb, var(--mb-accent) 62%, var(--mb-text));
    --mb-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --mb-own: color-mix(in srgb, var(--mb-accent) 20%, var(--mb-surface));
    --mb-other: color-mix(in srgb, var(--mb-text) 7%, var(--mb-surface));
    --mb-hover: color-mix(in srgb, var(--mb-text) 6%, transparent);
    --mb-selected: color-mix(in srgb, var(--mb-accent) 14%, transparent);
    --mb-error: var(--error-color, #db4437);
    --mb-error-text: color-mix(in srgb, var(--mb-error) 72%, var(--mb-text));
    --mb-warning: var(--warning-color, #ffa600);
    --mb-success: var(--success-color, #43a047);
    --mb-radius: 18px;
    color: var(--mb-text);
    font-family: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, Roboto, sans-serif));
    -webkit-font-smoothing: var(--ha-font-smoothing, antialiased);
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .icon {
    width: 1em;
    height: 1em;
    font-size: 24px;
    fill: currentcolor;
    flex: none;
    display: block;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  button:disabled,
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.45;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--mb-accent-text);
    outline-offset: 2px;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    flex: none;
    position: relative;
    color: var(--mb-muted);
  }

  .icon-button:focus-visible {
    outline-offset: -3px;
  }

  .text-button {
    min-height: 44px;
    padding: 0 16px;
    border-radius: 22px;
    color: var(--mb-accent-text);
    font-weight: 500;
    font-size: 14px;
  }

  .filled {
    background: var(--mb-selected);
  }

  @media (hover: hover) {
    .icon-button:not(:disabled):hover,
    .text-button:not(:disabled):hover {
      background: var(--mb-hover);
    }
  }

  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .clip {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;function N1(){let H=document.querySelector("home-assistant");return H?.hass?.locale?.language??H?.hass?.language??document.documentElement.lang??"en"}var b7=560,$3=280,e8=/^[0-9a-f]{64}$/u,o2=class extends F{constructor(){super(...arguments);this.preview=!1}setConfig(C){let{conversation:e,height:L}=C;if(e!==void 0&&e!=="all"&&e!==R&&!e8.test(e))throw new Error(S1(N1())("card.bad_conversation"));if(L!==void 0&&!(Number(L)>=$3))throw new Error(S1(N1())("card.bad_height",{n:$3}));this.config=C}getCardSize(){return Math.ceil((this.config?.height??b7)/50)}getGridOptions(){return{columns:12,min_columns:6,rows:9,min_rows:5}}static getStubConfig(){return{}}static getConfigForm(){let C=S1(N1());return{schema:[{name:"title",selector:{text:{}}},{name:"conversation",selector:{select:{mode:"dropdown",custom_value:!0,options:[{value:"all",label:C("editor.conversation_all")},{value:R,label:C("editor.conversation_public")}]}}},{type:"grid",name:"",schema:[{name:"read_only",selector:{boolean:{}}},{name:"show_signal",selector:{boolean:{}}},{name:"mark_read",default:!0,selector:{boolean:{}}}]},{name:"height",selector:{number:{min:$3,max:2e3,mode:"box",unit_of_measurement:"px"}}}],computeLabel:({name:e})=>e in O7?C(O7[e]):e,computeHelper:({name:e})=>e in w7?C(w7[e]):void 0}}render(){let{config:C}=this;if(!C)return s``;let e=C.conversation&&C.conversation!=="all"?C.conversation:void 0,L=C.height??b7;return s`<ha-card style=${`--mb-height: ${Number(L)}px`}>
      <mesh-broadcast-chat-view
        .hass=${this.hass}
        .only=${e}
        .heading=${C.title??""}
        .readOnly=${C.read_only??!1}
        .showSignal=${C.show_signal??!1}
        .keepUnread=${this.preview||C.mark_read===!1}
      ></mesh-broadcast-chat-view>
    </ha-card>`}static{this.styles=[D,B`
      :host {
        display: block;
        height: 100%;
      }

      ha-card {
        display: block;
        overflow: hidden;
        height: var(--mb-height);
        max-height: calc(100vh - var(--header-height, 56px) - 24px);
      }

      /* In the sections view the grid decides, on a panel view the window. */
      :host([layout="grid"]) ha-card {
        height: 100%;
        max-height: none;
      }

      :host([layout="panel"]) ha-card {
        height: calc(100vh - var(--header-height, 56px));
        max-height: none;
        border-radius: 0;
        border: 0;
      }
    `]}};h([w()],o2.prototype,"config",2),h([O({reflect:!0})],o2.prototype,"layout",2),h([O({type:Boolean})],o2.prototype,"preview",2);var O7={title:"editor.title",conversation:"editor.conversation",read_only:"editor.read_only",show_signal:"editor.show_signal",mark_read:"editor.mark_read",height:"editor.height"},w7={conversation:"editor.conversation_help",mark_read:"editor.mark_read_help",height:"editor.height_help"};var k7=B`
  :host {
    display: block;
    height: 100%;
  }

  ha-card {
    display: block;
    overflow: hidden;
    height: var(--mb-height);
    max-height: calc(100vh - var(--header-height, 56px) - 24px);
  }

  /* In the sections view the grid decides, on a panel view the window. */
  :host([layout="grid"]) ha-card {
    height: 100%;
    max-height: none;
  }

  :host([layout="panel"]) ha-card {
    height: calc(100vh - var(--header-height, 56px));
    max-height: none;
    border-radius: 0;
    border: 0;
  }
`;var _7=480,D3=240,g2=class extends F{setConfig(V){if(V.height!==void 0&&!(Number(V.height)>=D3))throw new Error(S1(N1())("card.bad_height",{n:D3}));this.config=V}getCardSize(){return Math.ceil((this.config?.height??_7)/50)}getGridOptions(){return{columns:12,min_columns:6,rows:8,min_rows:4}}static getStubConfig(){return{}}static getConfigForm(){let V=S1(N1()),C={title:V("editor.title"),table:V("editor.table"),height:V("editor.height")};return{schema:[{name:"title",selector:{text:{}}},{name:"table",selector:{boolean:{}}},{name:"height",selector:{number:{min:D3,max:2e3,mode:"box",unit_of_measurement:"px"}}}],computeLabel:({name:e})=>C[e]??e,computeHelper:({name:e})=>e==="height"?V("editor.height_help"):void 0}}render(){let{config:V}=this;if(!V)return s``;let C=V.height??_7;return s`<ha-card style=${`--mb-height: ${Number(C)}px`}>
      <mesh-broadcast-map-view
        .hass=${this.hass}
        .heading=${V.title??""}
        .table=${V.table??!1}
      ></mesh-broadcast-map-view>
    </ha-card>`}static{this.styles=[D,k7]}};h([w()],g2.prototype,"config",2),h([O({reflect:!0})],g2.prototype,"layout",2);function N3(H){let V=window;V.customCards??=[],!V.customCards.some(C=>C.type===H.type)&&V.customCards.push({type:H.type,name:H.name,description:H.description,preview:!0,documentationURL:E3,getEntitySuggestion:(C,e)=>{let L=L8(C,e)?H.suggest?.(C,e):void 0;return L?{config:{type:`custom:${H.type}`,...L}}:null}})}function P7(H){let V=window;V.customStrategies??=[],!V.customStrategies.some(C=>C.type===H.type)&&V.customStrategies.push({...H,strategyType:"dashboard",documentationURL:E3})}function L8(H,V){return H.entities?.[V]?.platform===D1}var T7="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z";var a1="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var B7="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z";var R7="M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z";var E7="M12,15C12.81,15 13.5,14.7 14.11,14.11C14.7,13.5 15,12.81 15,12C15,11.19 14.7,10.5 14.11,9.89C13.5,9.3 12.81,9 12,9C11.19,9 10.5,9.3 9.89,9.89C9.3,10.5 9,11.19 9,12C9,12.81 9.3,13.5 9.89,14.11C10.5,14.7 11.19,15 12,15M12,2C14.75,2 17.1,3 19.05,4.95C21,6.9 22,9.25 22,12V13.45C22,14.45 21.65,15.3 21,16C20.3,16.67 19.5,17 18.5,17C17.3,17 16.31,16.5 15.56,15.5C14.56,16.5 13.38,17 12,17C10.63,17 9.45,16.5 8.46,15.54C7.5,14.55 7,13.38 7,12C7,10.63 7.5,9.45 8.46,8.46C9.45,7.5 10.63,7 12,7C13.38,7 14.55,7.5 15.54,8.46C16.5,9.45 17,10.63 17,12V13.45C17,13.86 17.16,14.22 17.46,14.53C17.76,14.84 18.11,15 18.5,15C18.92,15 19.27,14.84 19.57,14.53C19.87,14.22 20,13.86 20,13.45V12C20,9.81 19.23,7.93 17.65,6.35C16.07,4.77 14.19,4 12,4C9.81,4 7.93,4.77 6.35,6.35C4.77,7.93 4,9.81 4,12C4,14.19 4.77,16.07 6.35,17.65C7.93,19.23 9.81,20 12,20H17V22H12C9.25,22 6.9,21 4.95,19.05C3,17.1 2,14.75 2,12C2,9.25 3,6.9 4.95,4.95C6.9,3 9.25,2 12,2Z";var I3="M12,0A12,12 0 0,1 24,12A12,12 0 0,1 12,24A12,12 0 0,1 0,12A12,12 0 0,1 12,0M12,2A10,10 0 0,0 2,12C2,14.4 2.85,16.6 4.26,18.33L18.33,4.26C16.6,2.85 14.4,2 12,2M12,22A10,10 0 0,0 22,12C22,9.6 21.15,7.4 19.74,5.67L5.67,19.74C7.4,21.15 9.6,22 12,22Z";var F7="M20 2V4L4 8V6H2V18H4V16L6 16.5V18.5C6 20.4 7.6 22 9.5 22S13 20.4 13 18.5V18.3L20 20V22H22V2H20M11 18.5C11 19.3 10.3 20 9.5 20S8 19.3 8 18.5V17L11 17.8V18.5Z";var $7="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var D7="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z",z3="M0.41,13.41L6,19L7.41,17.58L1.83,12M22.24,5.58L11.66,16.17L7.5,12L6.07,13.41L11.66,19L23.66,7M18,7L16.59,5.58L10.24,11.93L11.66,13.34L18,7Z";var W3="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z";var q1="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var T5="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var N7="M20,2H4C2.89,2 2,2.89 2,4V20C2,21.11 2.89,22 4,22H20C21.11,22 22,21.11 22,20V4C22,2.89 21.11,2 20,2M20,20H4V4H20M13,8V10H11V8H9L12,5L15,8M16,15V13H14V11H16V9L19,12M10,13H8V15L5,12L8,9V11H10M15,16L12,19L9,16H11V14H13V16";var B5="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var R5="M17,12V3A1,1 0 0,0 16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var y2="M15,4V11H5.17L4,12.17V4H15M16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12V3A1,1 0 0,0 16,2M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var q2="M19.5 17C19.37 17 19.24 17 19.11 17.04L17.5 13.79C17.95 13.34 18.25 12.71 18.25 12C18.25 10.62 17.13 9.5 15.75 9.5C15.62 9.5 15.5 9.5 15.36 9.54L13.73 6.29C14.21 5.84 14.5 5.21 14.5 4.5C14.5 3.12 13.38 2 12 2S9.5 3.12 9.5 4.5C9.5 5.21 9.79 5.84 10.26 6.29L8.64 9.54C8.5 9.5 8.38 9.5 8.25 9.5C6.87 9.5 5.75 10.62 5.75 12C5.75 12.71 6.05 13.34 6.5 13.79L4.89 17.04C4.76 17 4.63 17 4.5 17C3.12 17 2 18.12 2 19.5C2 20.88 3.12 22 4.5 22S7 20.88 7 19.5C7 18.8 6.71 18.16 6.24 17.71L7.86 14.46C8 14.5 8.12 14.5 8.25 14.5C8.38 14.5 8.5 14.5 8.64 14.46L10.27 17.71C9.8 18.16 9.5 18.8 9.5 19.5C9.5 20.88 10.62 22 12 22S14.5 20.88 14.5 19.5C14.5 18.12 13.38 17 12 17C11.87 17 11.74 17 11.61 17.04L10 13.79C10.46 13.34 10.75 12.71 10.75 12S10.46 10.66 10 10.21L11.61 6.96C11.74 7 11.87 7 12 7S12.26 7 12.39 6.96L14 10.21C13.55 10.66 13.25 11.3 13.25 12C13.25 13.38 14.37 14.5 15.75 14.5C15.88 14.5 16 14.5 16.14 14.46L17.77 17.71C17.3 18.16 17 18.8 17 19.5C17 20.88 18.12 22 19.5 22S22 20.88 22 19.5C22 18.12 20.88 17 19.5 17Z";var I7="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3";var z7="M21.8,13H20V21H13V17.67L15.79,14.88L16.5,15C17.66,15 18.6,14.06 18.6,12.9C18.6,11.74 17.66,10.8 16.5,10.8A2.1,2.1 0 0,0 14.4,12.9L14.5,13.61L13,15.13V9.65C13.66,9.29 14.1,8.6 14.1,7.8A2.1,2.1 0 0,0 12,5.7A2.1,2.1 0 0,0 9.9,7.8C9.9,8.6 10.34,9.29 11,9.65V15.13L9.5,13.61L9.6,12.9A2.1,2.1 0 0,0 7.5,10.8A2.1,2.1 0 0,0 5.4,12.9A2.1,2.1 0 0,0 7.5,15L8.21,14.88L11,17.67V21H4V13H2.25C1.83,13 1.42,13 1.42,12.79C1.43,12.57 1.85,12.15 2.28,11.72L11,3C11.33,2.67 11.67,2.33 12,2.33C12.33,2.33 12.67,2.67 13,3L17,7V6H19V9L21.78,11.78C22.18,12.18 22.59,12.59 22.6,12.8C22.6,13 22.2,13 21.8,13M7.5,12A0.9,0.9 0 0,1 8.4,12.9A0.9,0.9 0 0,1 7.5,13.8A0.9,0.9 0 0,1 6.6,12.9A0.9,0.9 0 0,1 7.5,12M16.5,12C17,12 17.4,12.4 17.4,12.9C17.4,13.4 17,13.8 16.5,13.8A0.9,0.9 0 0,1 15.6,12.9A0.9,0.9 0 0,1 16.5,12M12,6.9C12.5,6.9 12.9,7.3 12.9,7.8C12.9,8.3 12.5,8.7 12,8.7C11.5,8.7 11.1,8.3 11.1,7.8C11.1,7.3 11.5,6.9 12,6.9Z";var W7="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var E5="M4,1C2.89,1 2,1.89 2,3V7C2,8.11 2.89,9 4,9H1V11H13V9H10C11.11,9 12,8.11 12,7V3C12,1.89 11.11,1 10,1H4M4,3H10V7H4V3M14,13C12.89,13 12,13.89 12,15V19C12,20.11 12.89,21 14,21H11V23H23V21H20C21.11,21 22,20.11 22,19V15C22,13.89 21.11,13 20,13H14M3.88,13.46L2.46,14.88L4.59,17L2.46,19.12L3.88,20.54L6,18.41L8.12,20.54L9.54,19.12L7.41,17L9.54,14.88L8.12,13.46L6,15.59L3.88,13.46M14,15H20V19H14V15Z";var U7="M12,4V2A10,10 0 0,0 2,12H4A8,8 0 0,1 12,4Z";var K2="M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var b2="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z";var G7="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var Q7="M19,13H5V11H19V13Z";var q7="M14,3V5H17.59L7.76,14.83L9.17,16.24L19,6.41V10H21V3M19,19H5V5H12V3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V12H19V19Z";var K7="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z";var j2="M22.11 21.46L2.39 1.73L1.11 3L6.25 8.14C6.1 8.41 6 8.7 6 9V14.5L9.5 18V21H14.5V18L15.31 17.2L20.84 22.73L22.11 21.46M13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.89L13.89 15.78L13.09 16.59M12.2 9L10.2 7H14V3H16V7C17 7 18 8 18 9V14.5L17.85 14.65L16 12.8V9.09C16 9.06 15.95 9 15.92 9H12.2M10 6.8L8 4.8V3H10V6.8Z";var X2="M19.07,4.93L17.66,6.34C19.1,7.79 20,9.79 20,12A8,8 0 0,1 12,20A8,8 0 0,1 4,12C4,7.92 7.05,4.56 11,4.07V6.09C8.16,6.57 6,9.03 6,12A6,6 0 0,0 12,18A6,6 0 0,0 18,12C18,10.34 17.33,8.84 16.24,7.76L14.83,9.17C15.55,9.9 16,10.9 16,12A4,4 0 0,1 12,16A4,4 0 0,1 8,12C8,10.14 9.28,8.59 11,8.14V10.28C10.4,10.63 10,11.26 10,12A2,2 0 0,0 12,14A2,2 0 0,0 14,12C14,11.26 13.6,10.62 13,10.28V2H12A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12C22,9.24 20.88,6.74 19.07,4.93Z";var F5="M10,9V5L3,12L10,19V14.9C15,14.9 18.5,16.5 21,20C20,15 17,10 10,9Z";var j7="M2,21L23,12L2,3V10L17,12L2,14V21Z";var X7="M18,16.08C17.24,16.08 16.56,16.38 16.04,16.85L8.91,12.7C8.96,12.47 9,12.24 9,12C9,11.76 8.96,11.53 8.91,11.3L15.96,7.19C16.5,7.69 17.21,8 18,8A3,3 0 0,0 21,5A3,3 0 0,0 18,2A3,3 0 0,0 15,5C15,5.24 15.04,5.47 15.09,5.7L8.04,9.81C7.5,9.31 6.79,9 6,9A3,3 0 0,0 3,12A3,3 0 0,0 6,15C6.79,15 7.5,14.69 8.04,14.19L15.16,18.34C15.11,18.55 15.08,18.77 15.08,19C15.08,20.61 16.39,21.91 18,21.91C19.61,21.91 20.92,20.61 20.92,19A2.92,2.92 0 0,0 18,16.08Z";var y1="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z";var Y7="M1,4.27L2.28,3L20.5,21.22L19.23,22.5L17,20.25C15.57,21.57 13.87,22.54 12,23C6.84,21.74 3,16.55 3,11V6.27L1,4.27M12,1L21,5V11C21,13.28 20.35,15.5 19.23,17.41L5.65,3.82L12,1Z";var Y=class{constructor(V,C){this.host=V;this.onChange=C;this.ends=[];this.connected=!1;V.addController(this)}get value(){return this.store}set(V){V!==this.store&&(this.end(),this.store=V,this.connected&&this.begin(),this.host.requestUpdate())}hostConnected(){this.connected=!0,this.begin()}hostDisconnected(){this.connected=!1,this.end()}begin(){let{store:V}=this;!V||this.ends.length||(this.ends.push(V.observe(()=>{this.onChange?.(),this.host.requestUpdate()})),V instanceof g1&&this.ends.push(V.retain()))}end(){for(let V of this.ends.splice(0))V()}};var r8=new TextEncoder;function K1(H){return r8.encode(H).length}var $5=typeof Intl.Segmenter=="function"?new Intl.Segmenter(void 0,{granularity:"grapheme"}):void 0;function D5(H){return $5?Array.from($5.segment(H),({segment:V})=>V):Array.from(H)}function J7(H){let V=H.slice(0,t8);return $5?$5.segment(V)[Symbol.iterator]().next().value?.segment:Array.from(V)[0]}var t8=32;function C4(H,V){let C=0,e=0,L=0;for(let[r]of H.matchAll(/\s+|\S+/gu)){let t=K1(r);if(/^\s/u.test(r)){L=t;continue}if(e===0&&(L=0),e>0&&e+L+t<=V)e+=L+t;else if(t<=V)C+=1,e=t;else{let M=M8(r,V);C+=M.parts,e=M.rest}L=0}return C}function M8(H,V){let C=1,e=0;for(let L of D5(H)){let r=K1(L)>V?Array.from(L):[L];for(let t of r){let M=K1(t);e+M>V&&e>0&&(C+=1,e=0),e+=M}}return{parts:C,rest:e}}var i8=2/3;function H4(H,V){if(K1(H)<=V)return H?1:0;let C=Math.floor(V*i8),e=0,L=[],r=0;for(let t of D5(H)){let M=K1(t)>V?Array.from(t):[t];for(let i of M){let o=K1(i);r+o>V&&(e+=1,L=o8(L,C),r=L.reduce((a,n)=>a+n.width,0)),L.push({text:i,width:o}),r+=o}}return e+(L.length?1:0)}function o8(H,V){for(let C=H.length;C>0;C-=1){let e=H[C-1];if(!e||!/^\s/u.test(e.text))continue;return H.slice(0,C).reduce((r,t)=>r+t.width,0)>=V?H.slice(C):[]}return[]}function b(H){return s`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${H}></path></svg>`}function L1(H,V,C){return s`<span
    class="avatar"
    style=${`--hue: ${A8(H??V)}`}
    aria-hidden="true"
    ><span class="letter">${n8(V)}</span>${C?s`<span class="presence"></span>`:c}</span
  >`}function I5(){return s`<span class="avatar channel" aria-hidden="true"
    >${b(F7)}</span
  >`}function V4(){return s`<span class="avatar channel" aria-hidden="true"
    >${b(z7)}</span
  >`}var a8=500,N5=new Map;function n8(H){let V=N5.get(H);if(V===void 0){let C=H.slice(0,64).replace(/^[^\p{L}\p{N}\p{So}]+/u,"");V=(J7(C)??"?").toLocaleUpperCase(),N5.size>=a8&&N5.clear(),N5.set(H,V)}return V}function A8(H){let V=0;for(let C=0;C<Math.min(H.length,64);C+=1)V=(V*31+H.charCodeAt(C))%3600;return V/10}var r1=B`
  .avatar {
    --size: 40px;
    position: relative;
    display: grid;
    place-items: center;
    width: var(--size);
    height: var(--size);
    border-radius: 50%;
    flex: none;
    background: hsl(var(--hue, 200) 42% 38%);
    color: #fff;
    font-weight: 500;
    font-size: calc(var(--size) * 0.42);
    line-height: 1;
    user-select: none;
  }

  .avatar .letter {
    width: 100%;
    text-align: center;
    overflow: hidden;
    contain: paint;
    line-height: var(--size);
    border-radius: 50%;
  }

  .avatar.channel {
    background: var(--mb-selected);
    color: var(--mb-accent-text);
  }

  .avatar .icon {
    font-size: calc(var(--size) * 0.55);
  }

  .presence {
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--mb-success);
    border: 2px solid var(--mb-surface);
  }
`;function t1(H){return s`<div class="notice" role="status">
    <div class="sign ${H.busy?"busy":""}">${b(H.icon)}</div>
    <div class="notice-title">${H.title}</div>
    ${H.text?s`<div class="notice-text">${H.text}</div>`:c}
    ${H.action?s`<button class="text-button filled" @click=${H.action.run}>
          ${H.action.label}
        </button>`:c}
  </div>`}function Y2(H){return s`<div class="banner ${H.kind}" role="status">
    ${b(H.icon)}
    <div class="banner-text">
      <strong>${H.title}</strong>${H.text?s` ${H.text}`:c}
    </div>
    ${H.action?s`<button class="text-button" @click=${H.action.run}>
          ${H.action.label}
        </button>`:c}
  </div>`}var j1=B`
  .notice {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
    margin: auto;
    max-width: 420px;
  }

  .notice .sign {
    display: grid;
    place-items: center;
    width: 72px;
    height: 72px;
    border-radius: 50%;
    background: var(--mb-selected);
    color: var(--mb-accent-text);
    margin-bottom: 8px;
  }

  .notice .sign .icon {
    font-size: 36px;
  }

  .notice .sign.busy {
    animation: breathe 1.6s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  .notice-title {
    font-size: 18px;
    font-weight: 500;
    line-height: 1.3;
  }

  .notice-text {
    color: var(--mb-muted);
    font-size: 14px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .notice .text-button {
    margin-top: 8px;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 16px;
    min-height: 48px;
    font-size: 14px;
    line-height: 1.4;
    background: color-mix(in srgb, var(--mb-warning) 16%, var(--mb-surface));
  }

  .banner.error {
    background: color-mix(in srgb, var(--mb-error) 14%, var(--mb-surface));
  }

  .banner.info {
    background: var(--mb-selected);
  }

  .banner .icon {
    font-size: 20px;
  }

  .banner-text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;var e4="mesh-broadcast";function J2(H){history.pushState(null,"",H),window.dispatchEvent(new CustomEvent("location-changed",{detail:{replace:!1}}))}function L4(H,V){return S2.of(H.connection).chat.open(V)?!0:H.panels?.[e4]?(J2(`/${e4}`),!0):!1}function b1(H,V){return H.in_reach?H.direct?V("hops.direct"):H.hops===null?V("peer.in_reach"):V.plural("hops",H.hops):V("peer.absent")}function M1(H,V){switch(H.code){case"offline":case"not_loaded":case"not_allowed":case"not_running":case"peer_unknown":case"peer_blocked":case"message_unknown":case"message_not_failed":return V(`error.${H.code}`);default:return H.message||V("error.unknown")}}var d8=3e3,j=class extends F{constructor(){super(...arguments);this.readOnly=!1;this.showSignal=!1;this.keepUnread=!1;this.heading="";this.selected=R;this.pane="thread";this.searching=!1;this.toast="";this.inView=!0;this.chatWatch=new Y(this);this.peersWatch=new Y(this);this.openOnRequest=C=>{this.open(C),this.fire("mesh-opened",C)};this.onOpen=async C=>{C.stopPropagation(),this.open(C.detail),await this.updateComplete,matchMedia("(pointer: fine)").matches&&this.composer?.focus()};this.back=async()=>{this.pane="list",await this.updateComplete;let C=this.renderRoot.querySelector("mesh-broadcast-conversations");(C?.shadowRoot?.querySelector("[aria-current]")??C?.shadowRoot?.querySelector("button"))?.focus()};this.onFound=async C=>{C.stopPropagation(),this.searching=!1,await this.updateComplete,await this.threadElement.reveal(C.detail.message_id)||this.say(this.t("search.gone"))};this.closeSearch=()=>{this.searching=!1,this.composer?.focus()};this.seen=()=>{this.keepUnread||!this.inView||document.visibilityState!=="visible"||this.searching||!this.threadElement?.showsNewest||this.pane==="list"&&this.threadElement.offsetParent===null||this.session?.chat.markRead(this.selected)}}open(C){this.selected=C,this.pane="thread",this.searching=!1}connectedCallback(){super.connectedCallback(),document.addEventListener("visibilitychange",this.seen),this.visibility=new IntersectionObserver(C=>{this.inView=C.at(-1)?.isIntersecting??!0,this.seen()}),this.visibility.observe(this),this.hasUpdated&&this.offerToOpen()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("visibilitychange",this.seen),this.visibility?.disconnect(),clearTimeout(this.toastTimer),this.endOffer?.(),this.endOffer=void 0}willUpdate(C){let{session:e}=this;this.chatWatch.set(e?.chat),this.peersWatch.set(e?.peers),C.has("only")&&this.only&&this.open(this.only),this.offerToOpen()}render(){let{session:C}=this;if(!C)return s``;let{chat:e,peers:L}=C,r=this.blocker(e,L);if(r&&!(e.loaded&&L.loaded))return s`${t1(r)}`;let t=!this.hasList(L);return s`
      <div class="panes ${t?"single":""}" data-pane=${t?"thread":this.pane}>
        ${t?c:s`<div class="list">
              ${this.heading?s`<h2 class="clip">${this.heading}</h2>`:c}
              <mesh-broadcast-conversations
                .hass=${this.hass}
                .chat=${e}
                .peers=${L}
                .selected=${this.selected}
                @mesh-open=${this.onOpen}
              ></mesh-broadcast-conversations>
            </div>`}
        ${this.renderThread(e,L,t)}
      </div>
      <mesh-broadcast-details .hass=${this.hass} .peers=${L}></mesh-broadcast-details>
      <div class="toast ${this.toast?"shown":""}" role="status">${this.toast}</div>
    `}renderThread(C,e,L){let{t:r}=this,t=C.thread(this.selected),M=this.obstacle(e),i=this.trouble(C,e);return s`<section class="thread" aria-label=${this.titleOf(e)}>
      ${this.renderHeader(C,e,L)} ${i?Y2(i):c}
      ${this.searching?s`<mesh-broadcast-search
            .hass=${this.hass}
            .thread=${t}
            @mesh-found=${this.onFound}
            @mesh-close=${this.closeSearch}
          ></mesh-broadcast-search>`:c}
      <mesh-broadcast-thread
        .hass=${this.hass}
        .thread=${t}
        .peers=${e}
        .canWrite=${this.mayWrite(e)}
        .showSignal=${this.showSignal}
        ?inert=${this.searching}
        @mesh-seen=${this.seen}
        @mesh-reply=${o=>this.composer?.replyTo(o.detail)}
        @mesh-mention=${o=>this.composer?.insert(`@${o.detail} `)}
        @mesh-edit=${o=>this.composer?.insert(o.detail)}
        @mesh-compose=${()=>this.composer?.focus()}
        @mesh-details=${o=>{this.details.show(o.detail)}}
        @mesh-toast=${o=>this.say(o.detail)}
      ></mesh-broadcast-thread>
      ${this.mayWrite(e)?s`<mesh-broadcast-composer
            .hass=${this.hass}
            .thread=${t}
            .peers=${e}
            .obstacle=${M}
          ></mesh-broadcast-composer>`:c}
      <span class="sr-only">${r("chat.keys")}</span>
    </section>`}renderHeader(C,e,L){let{t:r}=this,t=this.selected===R,M=t?void 0:e.get(this.selected),i=C.unread-(C.conversations.get(this.selected)?.unread??0),o=this.titleOf(e);return s`<header>
      ${L?c:s`<button
            class="icon-button back"
            aria-label=${i?`${r("chat.back")}, ${r.plural("conversations.unread",i)}`:r("chat.back")}
            title=${r("chat.back")}
            @click=${this.back}
          >
            ${b(R7)}
            ${i?s`<span class="dot" aria-hidden="true">${i>99?"99+":i}</span>`:c}
          </button>`}
      ${t?I5():L1(this.selected,o,M?.in_reach)}
      <div class="titles">
        <h2>
          <bdi class="clip">${o}</bdi>
          ${M?.trust==="verified"?s`<span class="badge" title=${r("trust.verified")}
                >${b(y1)}<span class="sr-only"
                  >${r("trust.verified")}</span
                ></span
              >`:c}
        </h2>
        <p>
          ${t?c:s`<span class="lock" title=${r("chat.private")}
                >${b(K2)}<span class="sr-only">${r("chat.private")}</span></span
              >`}
          <span class="clip">${this.subtitle(e)}</span>
        </p>
      </div>
      <button
        class="icon-button"
        aria-label=${r("chat.search")}
        title=${r("chat.search")}
        aria-pressed=${this.searching?"true":"false"}
        @click=${()=>this.searching=!this.searching}
      >
        ${b(b2)}
      </button>
    </header>`}titleOf(C){if(this.selected===R)return this.only&&this.heading||this.t("conversations.public");let e=C.get(this.selected)?.nickname,L=this.session?.chat.conversations.get(this.selected)?.title;return e??(L||this.selected.slice(0,8))}subtitle(C){let{t:e,formats:L}=this;if(this.selected===R)return e.plural("conversations.people",C.inReach.length);let r=C.get(this.selected);return r?r.blocked?e("peer.blocked"):r.in_reach?b1(r,e):e("peer.last_seen",{when:L.relative(r.last_seen,Date.now())}):e("peer.unknown")}blocker(C,e){let{t:L}=this;for(let r of[e,C])switch(r.feedState){case"offline":return{icon:E5,title:L("state.offline"),text:L("state.offline_hint"),busy:!0};case"not_loaded":return this.notLoaded(r);case"not_allowed":return{icon:K2,title:L("state.not_allowed"),text:L("state.not_allowed_hint")};case"failed":return{icon:a1,title:L("state.failed"),text:r.error?M1(r.error,L):void 0,action:{label:L("common.try_again"),run:r.retry}};case"idle":case"connecting":if(!r.loaded)return{icon:y2,title:L("state.loading"),busy:!0};break;case"live":break}}notLoaded(C){let{t:e}=this;return this.hass?.user?.is_admin?{icon:j2,title:e("state.not_loaded"),text:e("state.not_loaded_admin"),action:{label:e("state.open_settings"),run:()=>J2("/config/integrations/integration/mesh_broadcast")}}:{icon:j2,title:e("state.not_loaded"),text:e("state.not_loaded_user"),action:{label:e("common.try_again"),run:C.retry}}}trouble(C,e){let{t:L}=this,r=this.blocker(C,e);if(r)return{...r,kind:"warning"};let{node:t}=e;if(t&&!t.running)return{kind:"warning",icon:T7,title:L("state.not_running"),text:L("state.not_running_hint")}}obstacle(C){let{t:e}=this;switch(C.feedState){case"offline":return e("error.offline");case"not_loaded":return e("error.not_loaded");default:}if(this.selected===R)return"";if(!C.node?.may_read_private)return e("error.not_allowed");let L=C.get(this.selected);return L?.blocked?e("composer.blocked",{name:L.nickname}):""}hasList(C){return!this.only&&(C.node?.may_read_private??!1)}offerToOpen(){this.only||this.endOffer||!this.isConnected||(this.endOffer=this.session?.chat.offer(this.openOnRequest))}mayWrite(C){return!this.readOnly&&(C.node?.may_send??!0)}say(C){this.toast=C,clearTimeout(this.toastTimer),this.toastTimer=setTimeout(()=>this.toast="",d8)}static{this.styles=[D,r1,j1,B`
      :host {
        display: flex;
        flex-direction: column;
        position: relative;
        height: 100%;
        min-height: 0;
        container: chat / inline-size;
      }

      .panes {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(240px, 320px) minmax(0, 1fr);
      }

      .panes.single {
        grid-template-columns: minmax(0, 1fr);
      }

      .list {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-inline-end: 1px solid var(--mb-line);
      }

      .list h2 {
        padding: 16px 20px 4px;
        font-size: 20px;
        flex: none;
      }

      mesh-broadcast-conversations {
        flex: 1;
        min-height: 0;
      }

      .thread {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
        position: relative;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding: 8px 8px 8px 16px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
      }

      .back {
        display: none;
        margin-inline-start: -8px;
      }

      .back .icon:dir(rtl) {
        scale: -1 1;
      }

      .dot {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 0;
        min-width: 18px;
        height: 18px;
        padding: 0 5px;
        border-radius: 9px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11px;
        font-weight: 600;
        line-height: 18px;
        text-align: center;
      }

      .titles {
        flex: 1;
        min-width: 0;
      }

      h2 {
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
      }

      h2 .clip {
        contain: paint;
      }

      .badge .icon {
        font-size: 18px;
        color: var(--mb-accent-text);
      }

      .titles p {
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-muted);
      }

      .lock .icon {
        font-size: 14px;
      }

      .toast {
        position: absolute;
        inset-block-end: 84px;
        inset-inline: 16px;
        width: fit-content;
        max-width: calc(100% - 32px);
        margin-inline: auto;
        padding: 10px 16px;
        border-radius: 8px;
        background: var(--mb-text);
        color: var(--mb-surface);
        font-size: 14px;
        opacity: 0;
        visibility: hidden;
        transition:
          opacity 0.2s,
          visibility 0.2s;
        pointer-events: none;
        overflow-wrap: anywhere;
        z-index: 4;
      }

      .toast.shown {
        opacity: 1;
        visibility: visible;
      }

      /* Two panes from here on: a list of 240 and messages of 400 pixels. */
      @container chat (width < 640px) {
        .panes {
          grid-template-columns: minmax(0, 1fr);
        }

        .list {
          border: 0;
        }

        .back {
          display: inline-grid;
        }

        .panes[data-pane="thread"] > .list,
        .panes[data-pane="list"] > .thread {
          display: none;
        }

        header {
          padding-inline-start: 12px;
          gap: 8px;
        }
      }
    `]}};h([O()],j.prototype,"only",2),h([O({type:Boolean})],j.prototype,"readOnly",2),h([O({type:Boolean})],j.prototype,"showSignal",2),h([O({type:Boolean})],j.prototype,"keepUnread",2),h([O()],j.prototype,"heading",2),h([w()],j.prototype,"selected",2),h([w()],j.prototype,"pane",2),h([w()],j.prototype,"searching",2),h([w()],j.prototype,"toast",2),h([w()],j.prototype,"inView",2),h([G("mesh-broadcast-thread")],j.prototype,"threadElement",2),h([G("mesh-broadcast-composer")],j.prototype,"composer",2),h([G("mesh-broadcast-details")],j.prototype,"details",2);var r4=32;function t4(H,V){let{body:C}=U3(V),e=(C||V).replace(/\s+/gu," ").trim(),L=D5(e),r=L.length>r4?`${L.slice(0,r4-1).join("").trimEnd()}…`:e;return`> ${H}: ${r}
`}function U3(H){let V=H.split(`
`),C=0;for(;C<V.length&&/^> ?\S/u.test(V[C]??"");)C+=1;let e=V.slice(C).join(`
`).trim();return C===0||!e?{quote:void 0,body:H}:{quote:V.slice(0,C).map(L=>L.replace(/^> ?/u,"")).join(`
`),body:e}}var i4=255,s8=6,p8=.7;function M4(H,V,C){let e=K1(H);return V?{bytes:e,limit:C.max_message_bytes,parts:C4(H,C.part_bytes)}:{bytes:e,limit:C.max_private_bytes,parts:H4(H,i4)}}var s1=class extends F{constructor(){super(...arguments);this.obstacle="";this.text="";this.chosen=0;this.send=()=>{let{thread:C}=this,e=this.peers?.node;if(!C||!e)return;let L=this.whole;this.whyNot(M4(L,C.conversation===R,e))||(this.write(""),this.reply=void 0,this.mention=void 0,C.send(L),this.focus())};this.cancelReply=()=>{this.reply=void 0,this.focus()};this.onInput=()=>{this.write(this.area.value),this.findMention()};this.findMention=()=>{let{area:C}=this;this.mention=C.selectionStart===C.selectionEnd?h7(C.value,C.selectionStart):void 0,this.chosen=0};this.closeNames=()=>{this.mention=void 0};this.onKey=C=>{if(C.isComposing||C.keyCode===229)return;let{names:e}=this;if(e.length&&this.onNamesKey(C,e)){C.preventDefault(),C.stopPropagation();return}C.key==="Enter"&&!C.shiftKey&&!C.altKey?(C.preventDefault(),this.send()):C.key==="Escape"&&this.reply&&(C.stopPropagation(),this.cancelReply())}}focus(){this.area?.focus()}replyTo(C){this.reply=C,this.focus()}insert(C){let e=this.text&&!/\s$/u.test(this.text)?" ":"";this.write(`${this.text}${e}${C}`),this.focus()}willUpdate(C){C.has("thread")&&(this.text=this.thread?.draft??"",this.reply=void 0,this.mention=void 0)}updated(){let{area:C}=this;C&&(C.value!==this.text&&(C.value=this.text),CSS.supports("field-sizing","content")||(C.style.height="auto",C.style.height=`${C.scrollHeight}px`))}render(){let{t:C,thread:e}=this,L=this.peers?.node;if(!e||!L)return s``;let r=e.conversation===R,t=M4(this.whole,r,L),M=t.bytes-t.limit,i=this.names,o=r?L.part_bytes:i4,a=t.parts>1||t.bytes>o*p8||M>0,n=this.whyNot(t),d=r?void 0:this.peers?.get(e.conversation),A=this.obstacle||this.hint(d,r);return s`
      ${i.length?this.renderNames(i):c}
      ${this.reply?s`<div class="reply">
            ${b(F5)}
            <div class="reply-text">
              <bdi class="clip who">${this.reply.own?L.nickname:this.reply.nickname}</bdi>
              <span class="clip" dir="auto">${this.reply.text}</span>
            </div>
            <button
              class="icon-button"
              aria-label=${C("composer.cancel_reply")}
              title=${C("composer.cancel_reply")}
              @click=${this.cancelReply}
            >
              ${b(q1)}
            </button>
          </div>`:c}
      <div class="line">
        <div class="field">
          <textarea
            rows="1"
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:d?.nickname??""})}
            aria-label=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:d?.nickname??""})}
            aria-describedby="length"
            aria-autocomplete="list"
            aria-controls=${i.length?"names":c}
            aria-activedescendant=${i.length?`name-${this.chosen}`:c}
            aria-invalid=${M>0?"true":"false"}
            @input=${this.onInput}
            @keydown=${this.onKey}
            @click=${this.findMention}
            @blur=${this.closeNames}
          ></textarea>
        </div>
        <button
          class="icon-button send"
          aria-label=${C("composer.send")}
          title=${n||C("composer.send")}
          aria-disabled=${n?"true":"false"}
          @click=${this.send}
        >
          ${b(j7)}
        </button>
      </div>
      <div class="foot ${M>0?"over":""}" id="length">
        ${A?s`<span class="hint">${A}</span>`:c}
        ${a?s`<span class="length"
              >${M>0?C.plural("composer.too_long",M):this.lengthWords(t)}</span
            >`:c}
      </div>
      <div class="sr-only" aria-live="polite">
        ${i.length?C.plural("composer.names",i.length):""}
      </div>
    `}renderNames(C){return s`<div
      class="names"
      id="names"
      role="listbox"
      aria-label=${this.t("composer.names_label")}
    >
      ${C.map((e,L)=>s`<div
            class="name"
            id="name-${L}"
            role="option"
            aria-selected=${L===this.chosen?"true":"false"}
            @pointerdown=${r=>{r.preventDefault(),this.complete(e)}}
          >
            ${L1(e.fingerprint,e.nickname,e.in_reach)}
            <bdi class="clip">${e.nickname}</bdi>
            <span class="tag">#${e.fingerprint.slice(0,4)}</span>
          </div>`)}
    </div>`}get whole(){let C=this.text.trim();if(!this.reply||!C)return C;let e=this.reply.own?this.peers?.node?.nickname??"":this.reply.nickname;return`${t4(e,this.reply.text)}${C}`}get names(){if(!this.mention||!this.peers||this.thread?.conversation!==R)return[];let C=[...this.peers.peers.values()].filter(e=>!e.blocked).sort((e,L)=>Number(L.in_reach)-Number(e.in_reach)||L.last_seen-e.last_seen);return Z7(C,this.mention.typed,s8)}hint(C,e){let{t:L}=this;return e?this.peers?.loaded&&!this.peers.inReach.length?L("composer.nobody"):"":C&&!C.in_reach?L("composer.absent",{name:C.nickname}):""}lengthWords(C){let{t:e,formats:L}=this,r=e("composer.bytes",{n:L.number(C.bytes),limit:L.number(C.limit)});return C.parts>1?`${r} · ${e.plural("composer.parts",C.parts)}`:r}whyNot(C){let{t:e}=this;return this.obstacle?this.obstacle:this.text.trim()?C.bytes>C.limit?e.plural("composer.too_long",C.bytes-C.limit):"":e("composer.empty")}write(C){this.text=C,this.thread&&(this.thread.draft=C)}complete(C){let{mention:e,area:L}=this;if(!e)return;let r=e.start+1+e.typed.length,t=`@${C.nickname} `,M=L.value;this.write(`${M.slice(0,e.start)}${t}${M.slice(r)}`),this.mention=void 0,L.value=this.text;let i=e.start+t.length;L.setSelectionRange(i,i)}onNamesKey(C,e){switch(C.key){case"ArrowDown":return this.chosen=(this.chosen+1)%e.length,!0;case"ArrowUp":return this.chosen=(this.chosen-1+e.length)%e.length,!0;case"Enter":case"Tab":{let L=e[this.chosen];return!L||C.shiftKey||!this.mention?.typed?!1:(this.complete(L),!0)}case"Escape":return this.mention=void 0,!0;default:return!1}}static{this.styles=[D,r1,B`
      :host {
        display: block;
        position: relative;
        padding: 8px 12px;
        border-top: 1px solid var(--mb-line);
      }

      .line,
      .foot,
      .reply {
        max-width: 1016px;
        margin-inline: auto;
      }

      .line {
        display: flex;
        align-items: flex-end;
        gap: 8px;
      }

      .field {
        flex: 1;
        min-width: 0;
        border-radius: 22px;
        background: var(--mb-other);
        border: 1px solid color-mix(in srgb, var(--mb-text) 14%, transparent);
      }

      .field:focus-within {
        border-color: var(--mb-accent-text);
        box-shadow: 0 0 0 1px var(--mb-accent-text);
      }

      textarea {
        display: block;
        width: 100%;
        field-sizing: content;
        min-height: 42px;
        max-height: 160px;
        padding: 10px 16px;
        border: 0;
        margin: 0;
        background: none;
        color: inherit;
        font: inherit;
        /* Safari zooms into smaller ones. */
        font-size: 16px;
        line-height: 22px;
        resize: none;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        scrollbar-width: thin;
      }

      textarea:focus-visible {
        outline: none;
      }

      textarea::placeholder {
        color: var(--mb-muted);
        opacity: 1;
        text-overflow: ellipsis;
        white-space: nowrap;
        overflow: hidden;
      }

      .send {
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .send[aria-disabled="true"] {
        background: none;
        color: var(--mb-muted);
        opacity: 0.7;
      }

      @media (hover: hover) {
        .send:not([aria-disabled="true"]):hover {
          background: color-mix(in srgb, var(--mb-accent) 85%, var(--mb-text));
        }
      }


      .send:dir(rtl) .icon {
        scale: -1 1;
      }

      .foot {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding: 0 16px;
        font-size: 12px;
        line-height: 16px;
        color: var(--mb-muted);
      }

      .foot > * {
        padding-top: 4px;
      }

      .hint {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .length {
        flex: none;
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }

      .over .length {
        color: var(--mb-error-text);
        font-weight: 500;
      }

      .reply {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-inline: 8px 0;
        margin-bottom: 4px;
        border-inline-start: 3px solid var(--mb-accent);
        background: var(--mb-other);
        border-radius: 8px;
        font-size: 13px;
        line-height: 18px;
      }

      .reply > .icon,
      .reply .icon-button .icon {
        font-size: 20px;
      }

      .reply-text {
        flex: 1;
        min-width: 0;
        display: grid;
      }

      .reply-text .clip {
        contain: paint;
        color: var(--mb-muted);
      }

      .reply-text .who {
        font-weight: 500;
        color: var(--mb-accent-text);
      }

      .names {
        position: absolute;
        inset-inline-start: max(12px, (100% - 1016px) / 2);
        inset-block-end: calc(100% + 4px);
        width: min(360px, 100% - 24px);
        padding: 4px;
        background: var(--mb-surface);
        border: 1px solid var(--mb-line);
        border-radius: 12px;
        box-shadow: 0 4px 16px rgb(0 0 0 / 24%);
        z-index: 3;
      }

      .name {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        padding: 4px 8px;
        border-radius: 8px;
        cursor: pointer;
        font-size: 14px;
      }

      .name .avatar {
        --size: 28px;
      }

      .name .clip {
        contain: paint;
        line-height: 20px;
      }

      .name[aria-selected="true"] {
        background: var(--mb-selected);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
        margin-inline-start: auto;
      }
    `]}};h([O({attribute:!1})],s1.prototype,"thread",2),h([O({attribute:!1})],s1.prototype,"peers",2),h([O()],s1.prototype,"obstacle",2),h([w()],s1.prototype,"text",2),h([w()],s1.prototype,"reply",2),h([w()],s1.prototype,"mention",2),h([w()],s1.prototype,"chosen",2),h([G("textarea")],s1.prototype,"area",2);var o4={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},z5=H=>(...V)=>({_$litDirective$:H,values:V}),O2=class{constructor(V){}get _$AU(){return this._$AM._$AU}_$AT(V,C,e){this._$Ct=V,this._$AM=C,this._$Ci=e}_$AS(V,C){return this.update(V,C)}update(V,C){return this.render(...C)}};var{I:l8}=e7,a4=H=>H;var n4=()=>document.createComment(""),w2=(H,V,C)=>{let e=H._$AA.parentNode,L=V===void 0?H._$AB:V._$AA;if(C===void 0){let r=e.insertBefore(n4(),L),t=e.insertBefore(n4(),L);C=new l8(r,t,H,H.options)}else{let r=C._$AB.nextSibling,t=C._$AM,M=t!==H;if(M){let i;C._$AQ?.(H),C._$AM=H,C._$AP!==void 0&&(i=H._$AU)!==t._$AU&&C._$AP(i)}if(r!==L||M){let i=C._$AA;for(;i!==r;){let o=a4(i).nextSibling;a4(e).insertBefore(i,L),i=o}}}return C},X1=(H,V,C=H)=>(H._$AI(V,C),H),m8={},A4=(H,V=m8)=>H._$AH=V,d4=H=>H._$AH,W5=H=>{H._$AR(),H._$AA.remove()};var s4=(H,V,C)=>{let e=new Map;for(let L=V;L<=C;L++)e.set(H[L],L);return e},O1=z5(class extends O2{constructor(H){if(super(H),H.type!==o4.CHILD)throw Error("repeat() can only be used in text expressions")}dt(H,V,C){let e;C===void 0?C=V:V!==void 0&&(e=V);let L=[],r=[],t=0;for(let M of H)L[t]=e?e(M,t):t,r[t]=C(M,t),t++;return{values:r,keys:L}}render(H,V,C){return this.dt(H,V,C).values}update(H,[V,C,e]){let L=d4(H),{values:r,keys:t}=this.dt(V,C,e);if(!Array.isArray(L))return this.ut=t,r;let M=this.ut??=[],i=[],o,a,n=0,d=L.length-1,A=0,u=r.length-1;for(;n<=d&&A<=u;)if(L[n]===null)n++;else if(L[d]===null)d--;else if(M[n]===t[A])i[A]=X1(L[n],r[A]),n++,A++;else if(M[d]===t[u])i[u]=X1(L[d],r[u]),d--,u--;else if(M[n]===t[u])i[u]=X1(L[n],r[u]),w2(H,i[u+1],L[n]),n++,u--;else if(M[d]===t[A])i[A]=X1(L[d],r[A]),w2(H,L[n],L[d]),d--,A++;else if(o===void 0&&(o=s4(t,A,u),a=s4(M,n,d)),o.has(M[n]))if(o.has(M[d])){let l=a.get(t[A]),v=l!==void 0?L[l]:null;if(v===null){let m=w2(H,L[n]);X1(m,r[A]),i[A]=m}else i[A]=X1(v,r[A]),w2(H,L[n],v),L[l]=null;A++}else W5(L[d]),d--;else W5(L[n]),n++;for(;A<=u;){let l=w2(H,i[u+1]);X1(l,r[A]),i[A++]=l}for(;n<=d;){let l=L[n++];l!==null&&W5(l)}return this.ut=t,A4(H,i),d1}});var v8=50,u8=120,a2=class extends F{constructor(){super(...arguments);this.selected=R;this.chatWatch=new Y(this);this.peersWatch=new Y(this)}willUpdate(C){C.has("chat")&&this.chatWatch.set(this.chat),C.has("peers")&&this.peersWatch.set(this.peers)}render(){let{chat:C,peers:e,t:L}=this;if(!C||!e)return s``;let r=C.sorted;C.conversations.has(R)||r.unshift(p4(R));let t=e.node?.may_read_private?r:r.filter(i=>i.conversation===R),M=e.node?.may_read_private?e.inReach.filter(i=>!C.conversations.has(i.fingerprint)&&!i.blocked).sort((i,o)=>i.nickname.localeCompare(o.nickname,L.language,{numeric:!0})).slice(0,v8):[];return s`<nav aria-label=${L("conversations.label")}>
      <ul>
        ${O1(t,i=>i.conversation,i=>this.renderConversation(i))}
      </ul>
      ${M.length?s`<h3>${L("conversations.in_reach")}</h3>
            <ul>
              ${O1(M,i=>i.fingerprint,i=>this.renderConversation({...p4(i.fingerprint),title:i.nickname}))}
            </ul>`:c}
    </nav>`}renderConversation(C){let{t:e,formats:L,peers:r}=this,t=C.conversation===R,M=t?void 0:r?.get(C.conversation),i=t?e("conversations.public"):(M?.nickname??C.title)||C.conversation.slice(0,8),o=Date.now();return s`<li>
      <button
        class="conversation"
        aria-current=${C.conversation===this.selected?"true":c}
        @click=${()=>this.fire("mesh-open",C.conversation)}
      >
        ${t?I5():L1(C.conversation,i,M?.in_reach)}
        <span class="words">
          <span class="upper">
            <bdi class="clip title">${i}</bdi>
            ${!t&&r?.isAmbiguous(i)?s`<span class="tag">#${C.conversation.slice(0,4)}</span>`:c}
            ${M?.trust==="verified"?s`<span class="badge" title=${e("trust.verified")}
                  >${b(y1)}<span class="sr-only"
                    >${e("trust.verified")}</span
                  ></span
                >`:c}
            ${M?.blocked?s`<span class="badge" title=${e("peer.blocked")}
                  >${b($7)}<span class="sr-only">${e("peer.blocked")}</span></span
                >`:c}
            ${C.last?s`<time class="when">${L.short(k5(C),o)}</time>`:c}
          </span>
          <span class="lower">
            <span class="clip preview" dir="auto"
              >${C.last?this.preview(C.last):this.emptyWords(M)}</span
            >
            ${C.unread?s`<span class="count"
                  ><span aria-hidden="true"
                    >${C.unread>99?"99+":L.number(C.unread)}</span
                  ><span class="sr-only"
                    >${e.plural("conversations.unread",C.unread)}</span
                  ></span
                >`:c}
          </span>
        </span>
      </button>
    </li>`}preview(C){let e=C.text.slice(0,u8).replace(/\s+/gu," ");return C.own?`${this.t("message.you")}: ${e}`:C.conversation===R?`${C.nickname}: ${e}`:e}emptyWords(C){let{t:e,peers:L}=this;return C?b1(C,e):e.plural("conversations.people",L?.inReach.length??0)}static{this.styles=[D,r1,B`
      :host {
        display: block;
        overflow: hidden auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      h3 {
        margin: 8px 20px 0;
        font-size: 12.5px;
        font-weight: 500;
        color: var(--mb-muted);
      }

      .conversation {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 64px;
        padding: 8px;
        border-radius: 12px;
        text-align: start;
      }

      .conversation:focus-visible {
        outline-offset: -2px;
      }

      @media (hover: hover) {
        .conversation:hover {
          background: var(--mb-hover);
        }
      }

      .conversation[aria-current="true"] {
        background: var(--mb-selected);
      }

      .words {
        flex: 1;
        min-width: 0;
        display: grid;
        gap: 2px;
      }

      .upper,
      .lower {
        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
      }

      .title {
        font-size: 15px;
        font-weight: 500;
        line-height: 22px;
        contain: paint;
      }

      .when {
        margin-inline-start: auto;
        padding-inline-start: 8px;
        font-size: 12px;
        color: var(--mb-muted);
        flex: none;
      }

      .preview {
        font-size: 13.5px;
        line-height: 20px;
        color: var(--mb-muted);
        flex: 1;
        contain: paint;
        text-align: start;
      }

      .badge .icon {
        font-size: 16px;
        color: var(--mb-accent-text);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
      }

      .count {
        flex: none;
        min-width: 22px;
        height: 22px;
        padding: 0 7px;
        border-radius: 11px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 12px;
        font-weight: 600;
        line-height: 22px;
        text-align: center;
      }
    `]}};h([O({attribute:!1})],a2.prototype,"chat",2),h([O({attribute:!1})],a2.prototype,"peers",2),h([O()],a2.prototype,"selected",2);function p4(H){return{conversation:H,title:"",unread:0,last:null,messages:0}}var c8=900,l4=14,G3=300;function m4(H,V,C){let{message:e}=H,{t:L,formats:r}=V,M=V.peerOf(e.fingerprint)?.trust==="verified",i=m7(e);return s`<div
    class="row message ${e.own?"own":"theirs"} ${H.first?"first":""} ${H.last?"last":""} ${C.flash?"flash":""}"
    role="article"
    data-key=${H.key}
    tabindex=${C.tabbable?0:-1}
    aria-label=${f8(e,M,V)}
  >
    ${e.own||!V.isPublic?c:s`<span class="gutter"
          >${H.first?L1(e.fingerprint,e.nickname):c}</span
        >`}
    <div class="stack">
      <div class="bubble">
        ${H.first&&!e.own&&V.isPublic?s`<div class="author">
              <bdi class="clip">${e.nickname}</bdi>
              ${V.isAmbiguous(e.nickname)&&e.fingerprint?s`<span class="tag">#${e.fingerprint.slice(0,4)}</span>`:c}
              ${M?s`<span class="verified" title=${L("trust.verified")}
                    >${b(y1)}</span
                  >`:c}
            </div>`:c}
        ${u4(e.text,H.key,V,s`<span class="meta">
            ${V.showSignal&&!e.own?s`<span>${q3(e,L,r)}</span>`:c}
            <time datetime=${c4(e1(e))}>${r.time(e1(e))}</time>
            ${e.own?Z8(e,L):c}
          </span>`)}
      </div>
      ${i?s`<div class="failure">
            ${b(a1)}
            <span>${Q3(e,L)}</span>
            ${V.canWrite?s`<button
                  class="text-button"
                  ?disabled=${V.resending(e.message_id)}
                  @click=${()=>V.on.resend(e)}
                >
                  ${L("message.resend")}
                </button>`:c}
          </div>`:c}
      ${C.active?x8(e,V):c}
    </div>
  </div>`}function v4(H,V){let{pending:C}=H,{t:e,formats:L}=V;return s`<div
    class="row message own pending ${H.first?"first":""} ${H.last?"last":""}"
    role="article"
    data-key=${H.key}
    tabindex="-1"
    aria-label=${`${e("message.you")}: ${C.text.slice(0,G3)}`}
  >
    <div class="stack">
      <div class="bubble">
        ${u4(C.text,H.key,V,s`<span class="meta">
            <time datetime=${c4(C.at)}>${L.time(C.at)}</time>
            ${C.error?Y1(a1,e("status.refused"),"bad"):Y1(W3,e("status.sending"))}
          </span>`)}
      </div>
      ${C.error?s`<div class="failure">
            <span>${M1(C.error,e)}</span>
            <span class="choices">
              <button class="text-button" @click=${()=>V.on.retry(H.key)}>
                ${e("message.retry")}
              </button>
              <button class="text-button" @click=${()=>V.on.edit(H.key)}>
                ${e("message.edit")}
              </button>
              <button class="text-button" @click=${()=>V.on.discard(H.key)}>
                ${e("message.discard")}
              </button>
            </span>
          </div>`:c}
    </div>
  </div>`}function x8(H,V){let{t:C,on:e}=V,L=(r,t,M)=>s`<button class="icon-button" title=${t} aria-label=${t} @click=${M}>
      ${b(r)}
    </button>`;return s`<div class="actions" role="toolbar" aria-label=${C("message.actions")}>
    ${V.canWrite?L(F5,C("message.reply"),()=>e.reply(H)):c}
    ${V.canWrite&&!H.own&&V.isPublic?L(E7,C("message.mention"),()=>e.mention(H)):c}
    ${L(T5,C("message.copy"),()=>e.copy(H))}
    ${L(W7,C("message.details"),()=>e.details(H))}
  </div>`}function u4(H,V,C,e){let{quote:L,body:r}=U3(H),M=(r.length>c8||r.split(`
`,l4+1).length>l4)&&!C.isExpanded(V);return s`${L===void 0?c:s`<blockquote dir="auto">${L}</blockquote>`}
    <div class="line">
      <div class="text ${M?"folded":""}" dir="auto">${h8(r,C)}</div>
      ${M?s`<button class="text-button more" @click=${()=>C.on.expand(V)}>
            ${C.t("message.show_all")}
          </button>`:c}
      ${e}
    </div>`}function h8(H,V){return S7(H,V.names).map(e=>e.mention?s`<bdi class="mention ${e.text===`@${V.ownName}`?"me":""}"
          >${e.text}</bdi
        >`:e.text)}function Y1(H,V,C=""){return s`<span class="status ${C}" title=${V}
    >${b(H)}<span class="sr-only">${V}</span></span
  >`}function Z8(H,V){switch(H.status){case null:return c;case"queued":return Y1(W3,V("status.queued"));case"sent":return Y1(D7,V("status.sent"));case"relayed":{let C=H.heard_by?V.plural("status.heard_by",H.heard_by):V("status.relayed");return s`<span class="status" title=${C}
        >${b(X7)}${H.heard_by?s`<span aria-hidden="true">${H.heard_by}</span>`:c}<span class="sr-only">${C}</span></span
      >`}case"delivered":return Y1(z3,V("status.delivered"));case"read":return Y1(z3,V("status.read"),"good");case"expired":return Y1(a1,V("status.expired"),"bad");case"failed":return Y1(a1,V("status.failed"),"bad")}}function Q3(H,V){switch(H.failure){case"expired":case"outbox_full":case"not_confirmed":case"identity_changed":case"wiped":return V(`failure.${H.failure}`);default:return V(H.status==="expired"?"failure.expired":"failure.unknown")}}function q3(H,V,C){let e=[];return H.hops===1?e.push(V("hops.direct")):H.hops!==null&&e.push(V.plural("hops",H.hops)),H.rssi!==null&&e.push(V("signal.dbm",{value:C.number(H.rssi)})),e.join(" · ")}function f8(H,V,C){let{t:e,formats:L}=C,r=H.own?e("message.you"):V?e("message.by_verified",{name:H.nickname}):H.nickname,t=H.text.length>G3?`${H.text.slice(0,G3)}…`:H.text;return`${r}, ${L.time(e1(H))}: ${t}`}function c4(H){return new Date(i2(H)).toISOString()}var x4=B`
  .row.message {
    display: flex;
    gap: 8px;
    padding-inline: 12px;
    padding-block: 1px;
    position: relative;
    scroll-margin: 64px;
  }

  .row.first {
    padding-top: 8px;
  }

  .row.message:focus-visible {
    outline-offset: -2px;
    border-radius: 8px;
  }

  .row.own {
    justify-content: flex-end;
  }

  .gutter {
    width: 32px;
    flex: none;
  }

  .gutter .avatar {
    --size: 32px;
  }

  .stack {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
    max-width: min(88%, 640px);
    position: relative;
  }

  .own .stack {
    align-items: flex-end;
  }

  .bubble {
    position: relative;
    max-width: 100%;
    min-width: 0;
    padding: 7px 12px 6px;
    border-radius: var(--mb-radius);
    background: var(--mb-other);
    font-size: 15px;
    line-height: 1.4;
    /* Marks that climb out of their line end at the bubble's edge. */
    overflow: hidden;
    contain: paint;
  }

  .own .bubble {
    background: var(--mb-own);
  }

  .theirs:not(.first) .bubble {
    border-start-start-radius: 6px;
  }

  .theirs:not(.last) .bubble {
    border-end-start-radius: 6px;
  }

  .own:not(.first) .bubble {
    border-start-end-radius: 6px;
  }

  .own:not(.last) .bubble {
    border-end-end-radius: 6px;
  }

  .pending .bubble {
    background: color-mix(in srgb, var(--mb-own) 55%, var(--mb-surface));
  }

  .flash .bubble {
    animation: flash 1.6s ease-out;
  }

  @keyframes flash {
    0%,
    40% {
      box-shadow: inset 0 0 0 2px var(--mb-accent);
    }
    100% {
      box-shadow: inset 0 0 0 2px transparent;
    }
  }

  .author {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 13px;
    font-weight: 500;
    line-height: 20px;
    max-height: 20px;
    color: var(--mb-accent-text);
    min-width: 0;
  }

  .author .clip {
    contain: paint;
  }

  .tag {
    color: var(--mb-muted);
    font-weight: 400;
    flex: none;
  }

  .verified .icon {
    font-size: 15px;
    color: var(--mb-accent-text);
  }

  .text,
  blockquote {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: start;
    min-width: 0;
  }

  .text.folded {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 12;
    overflow: hidden;
  }

  .text-button.more {
    padding: 0;
    width: 100%;
    text-align: start;
  }

  blockquote {
    margin: 2px 0 4px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--mb-accent);
    color: var(--mb-muted);
    font-size: 13px;
    max-height: 60px;
    overflow: hidden;
  }

  .mention {
    color: var(--mb-accent-text);
    font-weight: 500;
  }

  .mention.me {
    background: var(--mb-selected);
    border-radius: 4px;
    padding: 0 2px;
  }

  /* The time stands beside a short text, and below a longer one. */
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    column-gap: 10px;
  }

  .meta {
    display: flex;
    justify-content: flex-end;
    align-items: center;
    flex-wrap: wrap;
    gap: 2px 6px;
    margin-inline-start: auto;
    margin-bottom: -1px;
    font-size: 11.5px;
    line-height: 16px;
    color: var(--mb-muted);
    font-variant-numeric: tabular-nums;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  .status .icon {
    font-size: 15px;
  }

  .status.good {
    color: var(--mb-accent-text);
  }

  .status.bad {
    color: var(--mb-error-text);
  }

  .failure {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 4px 8px 0;
    font-size: 13px;
    line-height: 1.4;
    color: var(--mb-error-text);
  }

  .own .failure {
    justify-content: flex-end;
    text-align: end;
  }

  .failure .icon {
    font-size: 16px;
  }

  .failure .text-button {
    padding: 0 8px;
  }

  .actions {
    display: flex;
    background: var(--mb-surface);
    border: 1px solid var(--mb-line);
    border-radius: 24px;
    box-shadow: 0 1px 4px rgb(0 0 0 / 16%);
    margin-top: 4px;
    z-index: 1;
  }

  .actions .icon {
    font-size: 20px;
  }

  @media (hover: hover) and (pointer: fine) {
    /* Beside the message, so that pointing at one does not push the others around. */
    .actions {
      position: absolute;
      margin: 0;
      inset-block-start: -18px;
      inset-inline-end: 4px;
    }

    .actions .icon-button {
      width: 36px;
      height: 36px;
    }

    .actions .icon {
      font-size: 18px;
    }
  }
`;var n2=class extends F{constructor(){super(...arguments);this.onBackdrop=C=>{C.target===this.dialog&&this.dialog.close()}}async show(C){this.message=C,await this.updateComplete,this.dialog.open||this.dialog.showModal()}render(){let{t:C,message:e}=this;return s`<dialog
      aria-labelledby="title"
      @click=${this.onBackdrop}
      @close=${()=>this.message=void 0}
    >
      ${e?s`<div class="content">
            <header>
              <h2 id="title">${C("details.title")}</h2>
              <button
                class="icon-button"
                aria-label=${C("common.close")}
                title=${C("common.close")}
                @click=${()=>this.dialog.close()}
              >
                ${b(q1)}
              </button>
            </header>
            <dl>${this.facts(e).map(([L,r,t])=>S8(L,r,t))}</dl>
          </div>`:c}
    </dialog>`}facts(C){let{t:e,formats:L,peers:r}=this,t=C.fingerprint?r?.get(C.fingerprint):void 0,M=[];if(C.own?(M.push([e("details.from"),e("message.you")]),C.status&&M.push([e("details.delivery"),e(`status.${C.status}`)]),(C.status==="failed"||C.status==="expired")&&M.push([e("details.reason"),Q3(C,e)]),C.heard_by&&M.push([e("details.heard_by"),e.plural("status.heard_by",C.heard_by)])):(M.push([e("details.from"),C.nickname]),t&&M.push([e("details.trust"),e(`trust.${t.trust}_long`)])),M.push([e("details.sent"),L.moment(C.sent)]),!C.own){M.push([e("details.received"),L.moment(C.received)]);let i=q3(C,e,L);if(i&&M.push([e("details.way"),i]),C.via){let o=r?.byPeerId(C.via);M.push([e("details.via"),o?.nickname??C.via,!o])}}return C.fingerprint&&M.push([e("details.fingerprint"),U5(C.fingerprint),!0]),M.push([e("details.message_id"),C.message_id,!0]),M}static{this.styles=[D,B`
      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        overflow: auto;
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .content {
        padding: 12px 24px 24px;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-inline-end: -12px;
      }

      h2 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
      }

      dl {
        margin: 8px 0 0;
        display: grid;
        gap: 12px;
      }

      dt {
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      dd {
        margin: 2px 0 0;
        font-size: 15px;
        line-height: 1.4;
        overflow-wrap: anywhere;
        unicode-bidi: isolate;
        overflow: hidden;
        contain: paint;
      }

      dd.mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
      }
    `]}};h([O({attribute:!1})],n2.prototype,"peers",2),h([w()],n2.prototype,"message",2),h([G("dialog")],n2.prototype,"dialog",2);function S8(H,V,C=!1){return s`<div>
    <dt>${H}</dt>
    <dd class=${C?"mono":""}>${V}</dd>
  </div>`}function U5(H){return H.match(/.{1,4}/gu)?.join(" ")??H}var G5="http://www.w3.org/1999/xhtml",K3={svg:"http://www.w3.org/2000/svg",xhtml:G5,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespace",xmlns:"http://www.w3.org/2000/xmlns/"};function J1(H){var V=H+="",C=V.indexOf(":");return C>=0&&(V=H.slice(0,C))!=="xmlns"&&(H=H.slice(C+1)),K3.hasOwnProperty(V)?{space:K3[V],local:H}:H}function g8(H){return function(){var V=this.ownerDocument,C=this.namespaceURI;return C===G5&&V.documentElement.namespaceURI===G5?V.createElement(H):V.createElementNS(C,H)}}function y8(H){return function(){return this.ownerDocument.createElementNS(H.space,H.local)}}function Q5(H){var V=J1(H);return(V.local?y8:g8)(V)}function b8(){}function A2(H){return H==null?b8:function(){return this.querySelector(H)}}function h4(H){typeof H!="function"&&(H=A2(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,M=e[L]=new Array(t),i,o,a=0;a<t;++a)(i=r[a])&&(o=H.call(i,i.__data__,a,r))&&("__data__"in i&&(o.__data__=i.__data__),M[a]=o);return new W(e,this._parents)}function j3(H){return H==null?[]:Array.isArray(H)?H:Array.from(H)}function O8(){return[]}function C5(H){return H==null?O8:function(){return this.querySelectorAll(H)}}function w8(H){return function(){return j3(H.apply(this,arguments))}}function Z4(H){typeof H=="function"?H=w8(H):H=C5(H);for(var V=this._groups,C=V.length,e=[],L=[],r=0;r<C;++r)for(var t=V[r],M=t.length,i,o=0;o<M;++o)(i=t[o])&&(e.push(H.call(i,i.__data__,o,t)),L.push(i));return new W(e,L)}function H5(H){return function(){return this.matches(H)}}function q5(H){return function(V){return V.matches(H)}}var k8=Array.prototype.find;function _8(H){return function(){return k8.call(this.children,H)}}function P8(){return this.firstElementChild}function f4(H){return this.select(H==null?P8:_8(typeof H=="function"?H:q5(H)))}var T8=Array.prototype.filter;function B8(){return Array.from(this.children)}function R8(H){return function(){return T8.call(this.children,H)}}function S4(H){return this.selectAll(H==null?B8:R8(typeof H=="function"?H:q5(H)))}function g4(H){typeof H!="function"&&(H=H5(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,M=e[L]=[],i,o=0;o<t;++o)(i=r[o])&&H.call(i,i.__data__,o,r)&&M.push(i);return new W(e,this._parents)}function K5(H){return new Array(H.length)}function y4(){return new W(this._enter||this._groups.map(K5),this._parents)}function V5(H,V){this.ownerDocument=H.ownerDocument,this.namespaceURI=H.namespaceURI,this._next=null,this._parent=H,this.__data__=V}V5.prototype={constructor:V5,appendChild:function(H){return this._parent.insertBefore(H,this._next)},insertBefore:function(H,V){return this._parent.insertBefore(H,V)},querySelector:function(H){return this._parent.querySelector(H)},querySelectorAll:function(H){return this._parent.querySelectorAll(H)}};function b4(H){return function(){return H}}function E8(H,V,C,e,L,r){for(var t=0,M,i=V.length,o=r.length;t<o;++t)(M=V[t])?(M.__data__=r[t],e[t]=M):C[t]=new V5(H,r[t]);for(;t<i;++t)(M=V[t])&&(L[t]=M)}function F8(H,V,C,e,L,r,t){var M,i,o=new Map,a=V.length,n=r.length,d=new Array(a),A;for(M=0;M<a;++M)(i=V[M])&&(d[M]=A=t.call(i,i.__data__,M,V)+"",o.has(A)?L[M]=i:o.set(A,i));for(M=0;M<n;++M)A=t.call(H,r[M],M,r)+"",(i=o.get(A))?(e[M]=i,i.__data__=r[M],o.delete(A)):C[M]=new V5(H,r[M]);for(M=0;M<a;++M)(i=V[M])&&o.get(d[M])===i&&(L[M]=i)}function $8(H){return H.__data__}function O4(H,V){if(!arguments.length)return Array.from(this,$8);var C=V?F8:E8,e=this._parents,L=this._groups;typeof H!="function"&&(H=b4(H));for(var r=L.length,t=new Array(r),M=new Array(r),i=new Array(r),o=0;o<r;++o){var a=e[o],n=L[o],d=n.length,A=D8(H.call(a,a&&a.__data__,o,e)),u=A.length,l=M[o]=new Array(u),v=t[o]=new Array(u),m=i[o]=new Array(d);C(a,n,l,v,m,A,V);for(var Z=0,y=0,f,T;Z<u;++Z)if(f=l[Z]){for(Z>=y&&(y=Z+1);!(T=v[y])&&++y<u;);f._next=T||null}}return t=new W(t,e),t._enter=M,t._exit=i,t}function D8(H){return typeof H=="object"&&"length"in H?H:Array.from(H)}function w4(){return new W(this._exit||this._groups.map(K5),this._parents)}function k4(H,V,C){var e=this.enter(),L=this,r=this.exit();return typeof H=="function"?(e=H(e),e&&(e=e.selection())):e=e.append(H+""),V!=null&&(L=V(L),L&&(L=L.selection())),C==null?r.remove():C(r),e&&L?e.merge(L).order():L}function _4(H){for(var V=H.selection?H.selection():H,C=this._groups,e=V._groups,L=C.length,r=e.length,t=Math.min(L,r),M=new Array(L),i=0;i<t;++i)for(var o=C[i],a=e[i],n=o.length,d=M[i]=new Array(n),A,u=0;u<n;++u)(A=o[u]||a[u])&&(d[u]=A);for(;i<L;++i)M[i]=C[i];return new W(M,this._parents)}function P4(){for(var H=this._groups,V=-1,C=H.length;++V<C;)for(var e=H[V],L=e.length-1,r=e[L],t;--L>=0;)(t=e[L])&&(r&&t.compareDocumentPosition(r)^4&&r.parentNode.insertBefore(t,r),r=t);return this}function T4(H){H||(H=N8);function V(n,d){return n&&d?H(n.__data__,d.__data__):!n-!d}for(var C=this._groups,e=C.length,L=new Array(e),r=0;r<e;++r){for(var t=C[r],M=t.length,i=L[r]=new Array(M),o,a=0;a<M;++a)(o=t[a])&&(i[a]=o);i.sort(V)}return new W(L,this._parents).order()}function N8(H,V){return H<V?-1:H>V?1:H>=V?0:NaN}function B4(){var H=arguments[0];return arguments[0]=this,H.apply(null,arguments),this}function R4(){return Array.from(this)}function E4(){for(var H=this._groups,V=0,C=H.length;V<C;++V)for(var e=H[V],L=0,r=e.length;L<r;++L){var t=e[L];if(t)return t}return null}function F4(){let H=0;for(let V of this)++H;return H}function $4(){return!this.node()}function D4(H){for(var V=this._groups,C=0,e=V.length;C<e;++C)for(var L=V[C],r=0,t=L.length,M;r<t;++r)(M=L[r])&&H.call(M,M.__data__,r,L);return this}function I8(H){return function(){this.removeAttribute(H)}}function z8(H){return function(){this.removeAttributeNS(H.space,H.local)}}function W8(H,V){return function(){this.setAttribute(H,V)}}function U8(H,V){return function(){this.setAttributeNS(H.space,H.local,V)}}function G8(H,V){return function(){var C=V.apply(this,arguments);C==null?this.removeAttribute(H):this.setAttribute(H,C)}}function Q8(H,V){return function(){var C=V.apply(this,arguments);C==null?this.removeAttributeNS(H.space,H.local):this.setAttributeNS(H.space,H.local,C)}}function N4(H,V){var C=J1(H);if(arguments.length<2){var e=this.node();return C.local?e.getAttributeNS(C.space,C.local):e.getAttribute(C)}return this.each((V==null?C.local?z8:I8:typeof V=="function"?C.local?Q8:G8:C.local?U8:W8)(C,V))}function j5(H){return H.ownerDocument&&H.ownerDocument.defaultView||H.document&&H||H.defaultView}function q8(H){return function(){this.style.removeProperty(H)}}function K8(H,V,C){return function(){this.style.setProperty(H,V,C)}}function j8(H,V,C){return function(){var e=V.apply(this,arguments);e==null?this.style.removeProperty(H):this.style.setProperty(H,e,C)}}function I4(H,V,C){return arguments.length>1?this.each((V==null?q8:typeof V=="function"?j8:K8)(H,V,C??"")):C2(this.node(),H)}function C2(H,V){return H.style.getPropertyValue(V)||j5(H).getComputedStyle(H,null).getPropertyValue(V)}function X8(H){return function(){delete this[H]}}function Y8(H,V){return function(){this[H]=V}}function J8(H,V){return function(){var C=V.apply(this,arguments);C==null?delete this[H]:this[H]=C}}function z4(H,V){return arguments.length>1?this.each((V==null?X8:typeof V=="function"?J8:Y8)(H,V)):this.node()[H]}function W4(H){return H.trim().split(/^|\s+/)}function X3(H){return H.classList||new U4(H)}function U4(H){this._node=H,this._names=W4(H.getAttribute("class")||"")}U4.prototype={add:function(H){var V=this._names.indexOf(H);V<0&&(this._names.push(H),this._node.setAttribute("class",this._names.join(" ")))},remove:function(H){var V=this._names.indexOf(H);V>=0&&(this._names.splice(V,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(H){return this._names.indexOf(H)>=0}};function G4(H,V){for(var C=X3(H),e=-1,L=V.length;++e<L;)C.add(V[e])}function Q4(H,V){for(var C=X3(H),e=-1,L=V.length;++e<L;)C.remove(V[e])}function CC(H){return function(){G4(this,H)}}function HC(H){return function(){Q4(this,H)}}function VC(H,V){return function(){(V.apply(this,arguments)?G4:Q4)(this,H)}}function q4(H,V){var C=W4(H+"");if(arguments.length<2){for(var e=X3(this.node()),L=-1,r=C.length;++L<r;)if(!e.contains(C[L]))return!1;return!0}return this.each((typeof V=="function"?VC:V?CC:HC)(C,V))}function eC(){this.textContent=""}function LC(H){return function(){this.textContent=H}}function rC(H){return function(){var V=H.apply(this,arguments);this.textContent=V??""}}function K4(H){return arguments.length?this.each(H==null?eC:(typeof H=="function"?rC:LC)(H)):this.node().textContent}function tC(){this.innerHTML=""}function MC(H){return function(){this.innerHTML=H}}function iC(H){return function(){var V=H.apply(this,arguments);this.innerHTML=V??""}}function j4(H){return arguments.length?this.each(H==null?tC:(typeof H=="function"?iC:MC)(H)):this.node().innerHTML}function oC(){this.nextSibling&&this.parentNode.appendChild(this)}function X4(){return this.each(oC)}function aC(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function Y4(){return this.each(aC)}function J4(H){var V=typeof H=="function"?H:Q5(H);return this.select(function(){return this.appendChild(V.apply(this,arguments))})}function nC(){return null}function C9(H,V){var C=typeof H=="function"?H:Q5(H),e=V==null?nC:typeof V=="function"?V:A2(V);return this.select(function(){return this.insertBefore(C.apply(this,arguments),e.apply(this,arguments)||null)})}function AC(){var H=this.parentNode;H&&H.removeChild(this)}function H9(){return this.each(AC)}function dC(){var H=this.cloneNode(!1),V=this.parentNode;return V?V.insertBefore(H,this.nextSibling):H}function sC(){var H=this.cloneNode(!0),V=this.parentNode;return V?V.insertBefore(H,this.nextSibling):H}function V9(H){return this.select(H?sC:dC)}function e9(H){return arguments.length?this.property("__data__",H):this.node().__data__}function pC(H){return function(V){H.call(this,V,this.__data__)}}function lC(H){return H.trim().split(/^|\s+/).map(function(V){var C="",e=V.indexOf(".");return e>=0&&(C=V.slice(e+1),V=V.slice(0,e)),{type:V,name:C}})}function mC(H){return function(){var V=this.__on;if(V){for(var C=0,e=-1,L=V.length,r;C<L;++C)r=V[C],(!H.type||r.type===H.type)&&r.name===H.name?this.removeEventListener(r.type,r.listener,r.options):V[++e]=r;++e?V.length=e:delete this.__on}}}function vC(H,V,C){return function(){var e=this.__on,L,r=pC(V);if(e){for(var t=0,M=e.length;t<M;++t)if((L=e[t]).type===H.type&&L.name===H.name){this.removeEventListener(L.type,L.listener,L.options),this.addEventListener(L.type,L.listener=r,L.options=C),L.value=V;return}}this.addEventListener(H.type,r,C),L={type:H.type,name:H.name,value:V,listener:r,options:C},e?e.push(L):this.__on=[L]}}function L9(H,V,C){var e=lC(H+""),L,r=e.length,t;if(arguments.length<2){var M=this.node().__on;if(M){for(var i=0,o=M.length,a;i<o;++i)for(L=0,a=M[i];L<r;++L)if((t=e[L]).type===a.type&&t.name===a.name)return a.value}return}for(M=V?vC:mC,L=0;L<r;++L)this.each(M(e[L],V,C));return this}function r9(H,V,C){var e=j5(H),L=e.CustomEvent;typeof L=="function"?L=new L(V,C):(L=e.document.createEvent("Event"),C?(L.initEvent(V,C.bubbles,C.cancelable),L.detail=C.detail):L.initEvent(V,!1,!1)),H.dispatchEvent(L)}function uC(H,V){return function(){return r9(this,H,V)}}function cC(H,V){return function(){return r9(this,H,V.apply(this,arguments))}}function t9(H,V){return this.each((typeof V=="function"?cC:uC)(H,V))}function*M9(){for(var H=this._groups,V=0,C=H.length;V<C;++V)for(var e=H[V],L=0,r=e.length,t;L<r;++L)(t=e[L])&&(yield t)}var Y3=[null];function W(H,V){this._groups=H,this._parents=V}function i9(){return new W([[document.documentElement]],Y3)}function xC(){return this}W.prototype=i9.prototype={constructor:W,select:h4,selectAll:Z4,selectChild:f4,selectChildren:S4,filter:g4,data:O4,enter:y4,exit:w4,join:k4,merge:_4,selection:xC,order:P4,sort:T4,call:B4,nodes:R4,node:E4,size:F4,empty:$4,each:D4,attr:N4,style:I4,property:z4,classed:q4,text:K4,html:j4,raise:X4,lower:Y4,append:J4,insert:C9,remove:H9,clone:V9,datum:e9,on:L9,dispatch:t9,[Symbol.iterator]:M9};var d2=i9;function n1(H){return typeof H=="string"?new W([[document.querySelector(H)]],[document.documentElement]):new W([[H]],Y3)}function o9(H){let V;for(;V=H.sourceEvent;)H=V;return H}function w1(H,V){if(H=o9(H),V===void 0&&(V=H.currentTarget),V){var C=V.ownerSVGElement||V;if(C.createSVGPoint){var e=C.createSVGPoint();return e.x=H.clientX,e.y=H.clientY,e=e.matrixTransform(V.getScreenCTM().inverse()),[e.x,e.y]}if(V.getBoundingClientRect){var L=V.getBoundingClientRect();return[H.clientX-L.left-V.clientLeft,H.clientY-L.top-V.clientTop]}}return[H.pageX,H.pageY]}var hC={value:()=>{}};function s2(){for(var H=0,V=arguments.length,C={},e;H<V;++H){if(!(e=arguments[H]+"")||e in C||/[\s.]/.test(e))throw new Error("illegal type: "+e);C[e]=[]}return new X5(C)}function X5(H){this._=H}function ZC(H,V){return H.trim().split(/^|\s+/).map(function(C){var e="",L=C.indexOf(".");if(L>=0&&(e=C.slice(L+1),C=C.slice(0,L)),C&&!V.hasOwnProperty(C))throw new Error("unknown type: "+C);return{type:C,name:e}})}X5.prototype=s2.prototype={constructor:X5,on:function(H,V){var C=this._,e=ZC(H+"",C),L,r=-1,t=e.length;if(arguments.length<2){for(;++r<t;)if((L=(H=e[r]).type)&&(L=fC(C[L],H.name)))return L;return}if(V!=null&&typeof V!="function")throw new Error("invalid callback: "+V);for(;++r<t;)if(L=(H=e[r]).type)C[L]=a9(C[L],H.name,V);else if(V==null)for(L in C)C[L]=a9(C[L],H.name,null);return this},copy:function(){var H={},V=this._;for(var C in V)H[C]=V[C].slice();return new X5(H)},call:function(H,V){if((L=arguments.length-2)>0)for(var C=new Array(L),e=0,L,r;e<L;++e)C[e]=arguments[e+2];if(!this._.hasOwnProperty(H))throw new Error("unknown type: "+H);for(r=this._[H],e=0,L=r.length;e<L;++e)r[e].value.apply(V,C)},apply:function(H,V,C){if(!this._.hasOwnProperty(H))throw new Error("unknown type: "+H);for(var e=this._[H],L=0,r=e.length;L<r;++L)e[L].value.apply(V,C)}};function fC(H,V){for(var C=0,e=H.length,L;C<e;++C)if((L=H[C]).name===V)return L.value}function a9(H,V,C){for(var e=0,L=H.length;e<L;++e)if(H[e].name===V){H[e]=hC,H=H.slice(0,e).concat(H.slice(e+1));break}return C!=null&&H.push({name:V,value:C}),H}var J3={capture:!0,passive:!1};function C0(H){H.preventDefault(),H.stopImmediatePropagation()}function n9(H){var V=H.document.documentElement,C=n1(H).on("dragstart.drag",C0,J3);"onselectstart"in V?C.on("selectstart.drag",C0,J3):(V.__noselect=V.style.MozUserSelect,V.style.MozUserSelect="none")}function A9(H,V){var C=H.document.documentElement,e=n1(H).on("dragstart.drag",null);V&&(e.on("click.drag",C0,J3),setTimeout(function(){e.on("click.drag",null)},0)),"onselectstart"in C?e.on("selectstart.drag",null):(C.style.MozUserSelect=C.__noselect,delete C.__noselect)}function SC(H,{sourceEvent:V,subject:C,target:e,identifier:L,active:r,x:t,y:M,dx:i,dy:o,dispatch:a}){Object.defineProperties(this,{type:{value:H,enumerable:!0,configurable:!0},sourceEvent:{value:V,enumerable:!0,configurable:!0},subject:{value:C,enumerable:!0,configurable:!0},target:{value:e,enumerable:!0,configurable:!0},identifier:{value:L,enumerable:!0,configurable:!0},active:{value:r,enumerable:!0,configurable:!0},x:{value:t,enumerable:!0,configurable:!0},y:{value:M,enumerable:!0,configurable:!0},dx:{value:i,enumerable:!0,configurable:!0},dy:{value:o,enumerable:!0,configurable:!0},_:{value:a}})}SC.prototype.on=function(){var H=this._.on.apply(this._,arguments);return H===this._?this:H};function T2(H,V,C){H.prototype=V.prototype=C,C.constructor=H}function r5(H,V){var C=Object.create(H.prototype);for(var e in V)C[e]=V[e];return C}function H2(){}var v2=.7,P2=1/v2,k2="\\s*([+-]?\\d+)\\s*",e5="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",k1="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",gC=/^#([0-9a-f]{3,8})$/,yC=new RegExp(`^rgb\\(${k2},${k2},${k2}\\)$`),bC=new RegExp(`^rgb\\(${k1},${k1},${k1}\\)$`),OC=new RegExp(`^rgba\\(${k2},${k2},${k2},${e5}\\)$`),wC=new RegExp(`^rgba\\(${k1},${k1},${k1},${e5}\\)$`),kC=new RegExp(`^hsl\\(${e5},${k1},${k1}\\)$`),_C=new RegExp(`^hsla\\(${e5},${k1},${k1},${e5}\\)$`),d9={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};T2(H2,u2,{copy(H){return Object.assign(new this.constructor,this,H)},displayable(){return this.rgb().displayable()},hex:s9,formatHex:s9,formatHex8:PC,formatHsl:TC,formatRgb:p9,toString:p9});function s9(){return this.rgb().formatHex()}function PC(){return this.rgb().formatHex8()}function TC(){return f9(this).formatHsl()}function p9(){return this.rgb().formatRgb()}function u2(H){var V,C;return H=(H+"").trim().toLowerCase(),(V=gC.exec(H))?(C=V[1].length,V=parseInt(V[1],16),C===6?l9(V):C===3?new Q(V>>8&15|V>>4&240,V>>4&15|V&240,(V&15)<<4|V&15,1):C===8?Y5(V>>24&255,V>>16&255,V>>8&255,(V&255)/255):C===4?Y5(V>>12&15|V>>8&240,V>>8&15|V>>4&240,V>>4&15|V&240,((V&15)<<4|V&15)/255):null):(V=yC.exec(H))?new Q(V[1],V[2],V[3],1):(V=bC.exec(H))?new Q(V[1]*255/100,V[2]*255/100,V[3]*255/100,1):(V=OC.exec(H))?Y5(V[1],V[2],V[3],V[4]):(V=wC.exec(H))?Y5(V[1]*255/100,V[2]*255/100,V[3]*255/100,V[4]):(V=kC.exec(H))?u9(V[1],V[2]/100,V[3]/100,1):(V=_C.exec(H))?u9(V[1],V[2]/100,V[3]/100,V[4]):d9.hasOwnProperty(H)?l9(d9[H]):H==="transparent"?new Q(NaN,NaN,NaN,0):null}function l9(H){return new Q(H>>16&255,H>>8&255,H&255,1)}function Y5(H,V,C,e){return e<=0&&(H=V=C=NaN),new Q(H,V,C,e)}function t0(H){return H instanceof H2||(H=u2(H)),H?(H=H.rgb(),new Q(H.r,H.g,H.b,H.opacity)):new Q}function t5(H,V,C,e){return arguments.length===1?t0(H):new Q(H,V,C,e??1)}function Q(H,V,C,e){this.r=+H,this.g=+V,this.b=+C,this.opacity=+e}T2(Q,t5,r5(H2,{brighter(H){return H=H==null?P2:Math.pow(P2,H),new Q(this.r*H,this.g*H,this.b*H,this.opacity)},darker(H){return H=H==null?v2:Math.pow(v2,H),new Q(this.r*H,this.g*H,this.b*H,this.opacity)},rgb(){return this},clamp(){return new Q(l2(this.r),l2(this.g),l2(this.b),C3(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:m9,formatHex:m9,formatHex8:BC,formatRgb:v9,toString:v9}));function m9(){return`#${p2(this.r)}${p2(this.g)}${p2(this.b)}`}function BC(){return`#${p2(this.r)}${p2(this.g)}${p2(this.b)}${p2((isNaN(this.opacity)?1:this.opacity)*255)}`}function v9(){let H=C3(this.opacity);return`${H===1?"rgb(":"rgba("}${l2(this.r)}, ${l2(this.g)}, ${l2(this.b)}${H===1?")":`, ${H})`}`}function C3(H){return isNaN(H)?1:Math.max(0,Math.min(1,H))}function l2(H){return Math.max(0,Math.min(255,Math.round(H)||0))}function p2(H){return H=l2(H),(H<16?"0":"")+H.toString(16)}function u9(H,V,C,e){return e<=0?H=V=C=NaN:C<=0||C>=1?H=V=NaN:V<=0&&(H=NaN),new v1(H,V,C,e)}function f9(H){if(H instanceof v1)return new v1(H.h,H.s,H.l,H.opacity);if(H instanceof H2||(H=u2(H)),!H)return new v1;if(H instanceof v1)return H;H=H.rgb();var V=H.r/255,C=H.g/255,e=H.b/255,L=Math.min(V,C,e),r=Math.max(V,C,e),t=NaN,M=r-L,i=(r+L)/2;return M?(V===r?t=(C-e)/M+(C<e)*6:C===r?t=(e-V)/M+2:t=(V-C)/M+4,M/=i<.5?r+L:2-r-L,t*=60):M=i>0&&i<1?0:t,new v1(t,M,i,H.opacity)}function V3(H,V,C,e){return arguments.length===1?f9(H):new v1(H,V,C,e??1)}function v1(H,V,C,e){this.h=+H,this.s=+V,this.l=+C,this.opacity=+e}T2(v1,V3,r5(H2,{brighter(H){return H=H==null?P2:Math.pow(P2,H),new v1(this.h,this.s,this.l*H,this.opacity)},darker(H){return H=H==null?v2:Math.pow(v2,H),new v1(this.h,this.s,this.l*H,this.opacity)},rgb(){var H=this.h%360+(this.h<0)*360,V=isNaN(H)||isNaN(this.s)?0:this.s,C=this.l,e=C+(C<.5?C:1-C)*V,L=2*C-e;return new Q(H0(H>=240?H-240:H+120,L,e),H0(H,L,e),H0(H<120?H+240:H-120,L,e),this.opacity)},clamp(){return new v1(c9(this.h),J5(this.s),J5(this.l),C3(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let H=C3(this.opacity);return`${H===1?"hsl(":"hsla("}${c9(this.h)}, ${J5(this.s)*100}%, ${J5(this.l)*100}%${H===1?")":`, ${H})`}`}}));function c9(H){return H=(H||0)%360,H<0?H+360:H}function J5(H){return Math.max(0,Math.min(1,H||0))}function H0(H,V,C){return(H<60?V+(C-V)*H/60:H<180?C:H<240?V+(C-V)*(240-H)/60:V)*255}var S9=Math.PI/180,g9=180/Math.PI,H3=18,y9=.96422,b9=1,O9=.82521,w9=4/29,_2=6/29,k9=3*_2*_2,RC=_2*_2*_2;function _9(H){if(H instanceof _1)return new _1(H.l,H.a,H.b,H.opacity);if(H instanceof I1)return T9(H);H instanceof Q||(H=t0(H));var V=r0(H.r),C=r0(H.g),e=r0(H.b),L=V0((.2225045*V+.7168786*C+.0606169*e)/b9),r,t;return V===C&&C===e?r=t=L:(r=V0((.4360747*V+.3850649*C+.1430804*e)/y9),t=V0((.0139322*V+.0971045*C+.7141733*e)/O9)),new _1(116*L-16,500*(r-L),200*(L-t),H.opacity)}function P9(H,V,C,e){return arguments.length===1?_9(H):new _1(H,V,C,e??1)}function _1(H,V,C,e){this.l=+H,this.a=+V,this.b=+C,this.opacity=+e}T2(_1,P9,r5(H2,{brighter(H){return new _1(this.l+H3*(H??1),this.a,this.b,this.opacity)},darker(H){return new _1(this.l-H3*(H??1),this.a,this.b,this.opacity)},rgb(){var H=(this.l+16)/116,V=isNaN(this.a)?H:H+this.a/500,C=isNaN(this.b)?H:H-this.b/200;return V=y9*e0(V),H=b9*e0(H),C=O9*e0(C),new Q(L0(3.1338561*V-1.6168667*H-.4906146*C),L0(-.9787684*V+1.9161415*H+.033454*C),L0(.0719453*V-.2289914*H+1.4052427*C),this.opacity)}}));function V0(H){return H>RC?Math.pow(H,1/3):H/k9+w9}function e0(H){return H>_2?H*H*H:k9*(H-w9)}function L0(H){return 255*(H<=.0031308?12.92*H:1.055*Math.pow(H,1/2.4)-.055)}function r0(H){return(H/=255)<=.04045?H/12.92:Math.pow((H+.055)/1.055,2.4)}function EC(H){if(H instanceof I1)return new I1(H.h,H.c,H.l,H.opacity);if(H instanceof _1||(H=_9(H)),H.a===0&&H.b===0)return new I1(NaN,0<H.l&&H.l<100?0:NaN,H.l,H.opacity);var V=Math.atan2(H.b,H.a)*g9;return new I1(V<0?V+360:V,Math.sqrt(H.a*H.a+H.b*H.b),H.l,H.opacity)}function e3(H,V,C,e){return arguments.length===1?EC(H):new I1(H,V,C,e??1)}function I1(H,V,C,e){this.h=+H,this.c=+V,this.l=+C,this.opacity=+e}function T9(H){if(isNaN(H.h))return new _1(H.l,0,0,H.opacity);var V=H.h*S9;return new _1(H.l,Math.cos(V)*H.c,Math.sin(V)*H.c,H.opacity)}T2(I1,e3,r5(H2,{brighter(H){return new I1(this.h,this.c,this.l+H3*(H??1),this.opacity)},darker(H){return new I1(this.h,this.c,this.l-H3*(H??1),this.opacity)},rgb(){return T9(this).rgb()}}));var B9=-.14861,M0=1.78277,i0=-.29227,L3=-.90649,L5=1.97294,x9=L5*L3,h9=L5*M0,Z9=M0*i0-L3*B9;function FC(H){if(H instanceof m2)return new m2(H.h,H.s,H.l,H.opacity);H instanceof Q||(H=t0(H));var V=H.r/255,C=H.g/255,e=H.b/255,L=(Z9*e+x9*V-h9*C)/(Z9+x9-h9),r=e-L,t=(L5*(C-L)-i0*r)/L3,M=Math.sqrt(t*t+r*r)/(L5*L*(1-L)),i=M?Math.atan2(t,r)*g9-120:NaN;return new m2(i<0?i+360:i,M,L,H.opacity)}function r3(H,V,C,e){return arguments.length===1?FC(H):new m2(H,V,C,e??1)}function m2(H,V,C,e){this.h=+H,this.s=+V,this.l=+C,this.opacity=+e}T2(m2,r3,r5(H2,{brighter(H){return H=H==null?P2:Math.pow(P2,H),new m2(this.h,this.s,this.l*H,this.opacity)},darker(H){return H=H==null?v2:Math.pow(v2,H),new m2(this.h,this.s,this.l*H,this.opacity)},rgb(){var H=isNaN(this.h)?0:(this.h+120)*S9,V=+this.l,C=isNaN(this.s)?0:this.s*V*(1-V),e=Math.cos(H),L=Math.sin(H);return new Q(255*(V+C*(B9*e+M0*L)),255*(V+C*(i0*e+L3*L)),255*(V+C*(L5*e)),this.opacity)}}));function F9(H,V,C,e,L){var r=H*H,t=r*H;return((1-3*H+3*r-t)*V+(4-6*r+3*t)*C+(1+3*H+3*r-3*t)*e+t*L)/6}function $C(H){var V=H.length-1;return function(C){var e=C<=0?C=0:C>=1?(C=1,V-1):Math.floor(C*V),L=H[e],r=H[e+1],t=e>0?H[e-1]:2*L-r,M=e<V-1?H[e+2]:2*r-L;return F9((C-e/V)*V,t,L,r,M)}}function DC(H){var V=H.length;return function(C){var e=Math.floor(((C%=1)<0?++C:C)*V),L=H[(e+V-1)%V],r=H[e%V],t=H[(e+1)%V],M=H[(e+2)%V];return F9((C-e/V)*V,L,r,t,M)}}var A0=H=>()=>H;function $9(H,V){return function(C){return H+C*V}}function NC(H,V,C){return H=Math.pow(H,C),V=Math.pow(V,C)-H,C=1/C,function(e){return Math.pow(H+e*V,C)}}function d0(H,V){var C=V-H;return C?$9(H,C>180||C<-180?C-360*Math.round(C/360):C):A0(isNaN(H)?V:H)}function IC(H){return(H=+H)==1?i1:function(V,C){return C-V?NC(V,C,H):A0(isNaN(V)?C:V)}}function i1(H,V){var C=V-H;return C?$9(H,C):A0(isNaN(H)?V:H)}var s0=(function H(V){var C=IC(V);function e(L,r){var t=C((L=t5(L)).r,(r=t5(r)).r),M=C(L.g,r.g),i=C(L.b,r.b),o=i1(L.opacity,r.opacity);return function(a){return L.r=t(a),L.g=M(a),L.b=i(a),L.opacity=o(a),L+""}}return e.gamma=H,e})(1);function D9(H){return function(V){var C=V.length,e=new Array(C),L=new Array(C),r=new Array(C),t,M;for(t=0;t<C;++t)M=t5(V[t]),e[t]=M.r||0,L[t]=M.g||0,r[t]=M.b||0;return e=H(e),L=H(L),r=H(r),M.opacity=1,function(i){return M.r=e(i),M.g=L(i),M.b=r(i),M+""}}}var yo=D9($C),bo=D9(DC);function z1(H,V){return H=+H,V=+V,function(C){return H*(1-C)+V*C}}var a0=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,o0=new RegExp(a0.source,"g");function zC(H){return function(){return H}}function WC(H){return function(V){return H(V)+""}}function N9(H,V){var C=a0.lastIndex=o0.lastIndex=0,e,L,r,t=-1,M=[],i=[];for(H=H+"",V=V+"";(e=a0.exec(H))&&(L=o0.exec(V));)(r=L.index)>C&&(r=V.slice(C,r),M[t]?M[t]+=r:M[++t]=r),(e=e[0])===(L=L[0])?M[t]?M[t]+=L:M[++t]=L:(M[++t]=null,i.push({i:t,x:z1(e,L)})),C=o0.lastIndex;return C<V.length&&(r=V.slice(C),M[t]?M[t]+=r:M[++t]=r),M.length<2?i[0]?WC(i[0].x):zC(V):(V=i.length,function(o){for(var a=0,n;a<V;++a)M[(n=i[a]).i]=n.x(o);return M.join("")})}var R9=180/Math.PI,n0={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};function I9(H,V,C,e,L,r){var t,M,i;return(t=Math.sqrt(H*H+V*V))&&(H/=t,V/=t),(i=H*C+V*e)&&(C-=H*i,e-=V*i),(M=Math.sqrt(C*C+e*e))&&(C/=M,e/=M,i/=M),H*e<V*C&&(H=-H,V=-V,i=-i,t=-t),{translateX:L,translateY:r,rotate:Math.atan2(V,H)*R9,skewX:Math.atan(i)*R9,scaleX:t,scaleY:M}}var t3;function UC(H){let V=new(typeof DOMMatrix=="function"?DOMMatrix:WebKitCSSMatrix)(H+"");return V.isIdentity?n0:I9(V.a,V.b,V.c,V.d,V.e,V.f)}function GC(H){return H==null||(t3||(t3=document.createElementNS("http://www.w3.org/2000/svg","g")),t3.setAttribute("transform",H),!(H=t3.transform.baseVal.consolidate()))?n0:(H=H.matrix,I9(H.a,H.b,H.c,H.d,H.e,H.f))}function z9(H,V,C,e){function L(o){return o.length?o.pop()+" ":""}function r(o,a,n,d,A,u){if(o!==n||a!==d){var l=A.push("translate(",null,V,null,C);u.push({i:l-4,x:z1(o,n)},{i:l-2,x:z1(a,d)})}else(n||d)&&A.push("translate("+n+V+d+C)}function t(o,a,n,d){o!==a?(o-a>180?a+=360:a-o>180&&(o+=360),d.push({i:n.push(L(n)+"rotate(",null,e)-2,x:z1(o,a)})):a&&n.push(L(n)+"rotate("+a+e)}function M(o,a,n,d){o!==a?d.push({i:n.push(L(n)+"skewX(",null,e)-2,x:z1(o,a)}):a&&n.push(L(n)+"skewX("+a+e)}function i(o,a,n,d,A,u){if(o!==n||a!==d){var l=A.push(L(A)+"scale(",null,",",null,")");u.push({i:l-4,x:z1(o,n)},{i:l-2,x:z1(a,d)})}else(n!==1||d!==1)&&A.push(L(A)+"scale("+n+","+d+")")}return function(o,a){var n=[],d=[];return o=H(o),a=H(a),r(o.translateX,o.translateY,a.translateX,a.translateY,n,d),t(o.rotate,a.rotate,n,d),M(o.skewX,a.skewX,n,d),i(o.scaleX,o.scaleY,a.scaleX,a.scaleY,n,d),o=a=null,function(A){for(var u=-1,l=d.length,v;++u<l;)n[(v=d[u]).i]=v.x(A);return n.join("")}}}var W9=z9(UC,"px, ","px)","deg)"),U9=z9(GC,", ",")",")"),QC=1e-12;function E9(H){return((H=Math.exp(H))+1/H)/2}function qC(H){return((H=Math.exp(H))-1/H)/2}function KC(H){return((H=Math.exp(2*H))-1)/(H+1)}var G9=(function H(V,C,e){function L(r,t){var M=r[0],i=r[1],o=r[2],a=t[0],n=t[1],d=t[2],A=a-M,u=n-i,l=A*A+u*u,v,m;if(l<QC)m=Math.log(d/o)/V,v=function(z){return[M+z*A,i+z*u,o*Math.exp(V*z*m)]};else{var Z=Math.sqrt(l),y=(d*d-o*o+e*l)/(2*o*C*Z),f=(d*d-o*o-e*l)/(2*d*C*Z),T=Math.log(Math.sqrt(y*y+1)-y),E=Math.log(Math.sqrt(f*f+1)-f);m=(E-T)/V,v=function(z){var N=z*m,X=E9(T),I=o/(C*Z)*(X*KC(V*N+T)-qC(T));return[M+I*A,i+I*u,o*X/E9(V*N+T)]}}return v.duration=Math.abs(m)*1e3*V/Math.SQRT2,v}return L.rho=function(r){var t=Math.max(.001,+r),M=t*t,i=M*M;return H(t,M,i)},L})(Math.SQRT2,2,4);function Q9(H){return function(V,C){var e=H((V=V3(V)).h,(C=V3(C)).h),L=i1(V.s,C.s),r=i1(V.l,C.l),t=i1(V.opacity,C.opacity);return function(M){return V.h=e(M),V.s=L(M),V.l=r(M),V.opacity=t(M),V+""}}}var Oo=Q9(d0),wo=Q9(i1);function q9(H){return function(V,C){var e=H((V=e3(V)).h,(C=e3(C)).h),L=i1(V.c,C.c),r=i1(V.l,C.l),t=i1(V.opacity,C.opacity);return function(M){return V.h=e(M),V.c=L(M),V.l=r(M),V.opacity=t(M),V+""}}}var ko=q9(d0),_o=q9(i1);function K9(H){return(function V(C){C=+C;function e(L,r){var t=H((L=r3(L)).h,(r=r3(r)).h),M=i1(L.s,r.s),i=i1(L.l,r.l),o=i1(L.opacity,r.opacity);return function(a){return L.h=t(a),L.s=M(a),L.l=i(Math.pow(a,C)),L.opacity=o(a),L+""}}return e.gamma=V,e})(1)}var Po=K9(d0),To=K9(i1);var B2=0,i5=0,M5=0,X9=1e3,M3,o5,i3=0,c2=0,a3=0,a5=typeof performance=="object"&&performance.now?performance:Date,Y9=typeof window=="object"&&window.requestAnimationFrame?window.requestAnimationFrame.bind(window):function(H){setTimeout(H,17)};function n3(){return c2||(Y9(jC),c2=a5.now()+a3)}function jC(){c2=0}function o3(){this._call=this._time=this._next=null}o3.prototype=n5.prototype={constructor:o3,restart:function(H,V,C){if(typeof H!="function")throw new TypeError("callback is not a function");C=(C==null?n3():+C)+(V==null?0:+V),!this._next&&o5!==this&&(o5?o5._next=this:M3=this,o5=this),this._call=H,this._time=C,p0()},stop:function(){this._call&&(this._call=null,this._time=1/0,p0())}};function n5(H,V,C){var e=new o3;return e.restart(H,V,C),e}function XC(){n3(),++B2;for(var H=M3,V;H;)(V=c2-H._time)>=0&&H._call.call(void 0,V),H=H._next;--B2}function j9(){c2=(i3=a5.now())+a3,B2=i5=0;try{XC()}finally{B2=0,JC(),c2=0}}function YC(){var H=a5.now(),V=H-i3;V>X9&&(a3-=V,i3=H)}function JC(){for(var H,V=M3,C,e=1/0;V;)V._call?(e>V._time&&(e=V._time),H=V,V=V._next):(C=V._next,V._next=null,V=H?H._next=C:M3=C);o5=H,p0(e)}function p0(H){if(!B2){i5&&(i5=clearTimeout(i5));var V=H-c2;V>24?(H<1/0&&(i5=setTimeout(j9,Math.ceil(H-a5.now()-a3)+1)),M5&&(M5=clearInterval(M5))):(M5||(i3=a5.now(),M5=setInterval(YC,X9)),B2=1,Y9(j9))}}function l0(H,V,C){var e=new o3;return V=V==null?0:+V,e.restart(L=>{e.stop(),H(L+V)},V,C),e}function C6(H){return((H*=2)<=1?H*H*H:(H-=2)*H*H+2)/2}var m0=3,Eo=(function H(V){V=+V;function C(e){return Math.pow(e,V)}return C.exponent=H,C})(m0),Fo=(function H(V){V=+V;function C(e){return 1-Math.pow(1-e,V)}return C.exponent=H,C})(m0),$o=(function H(V){V=+V;function C(e){return((e*=2)<=1?Math.pow(e,V):2-Math.pow(2-e,V))/2}return C.exponent=H,C})(m0),CH=Math.PI,Do=CH/2;function A3(H){return(Math.pow(2,-10*H)-.0009765625)*1.0009775171065494}var J9=4/11,No=6/11,Io=8/11,zo=3/4,Wo=9/11,Uo=10/11,Go=15/16,Qo=21/22,qo=63/64,Ko=1/J9/J9;var v0=1.70158,jo=(function H(V){V=+V;function C(e){return(e=+e)*e*(V*(e-1)+e)}return C.overshoot=H,C})(v0),Xo=(function H(V){V=+V;function C(e){return--e*e*((e+1)*V+e)+1}return C.overshoot=H,C})(v0),Yo=(function H(V){V=+V;function C(e){return((e*=2)<1?e*e*((V+1)*e-V):(e-=2)*e*((V+1)*e+V)+2)/2}return C.overshoot=H,C})(v0),R2=2*Math.PI,u0=1,c0=.3,Jo=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=R2);function L(r){return V*A3(- --r)*Math.sin((e-r)/C)}return L.amplitude=function(r){return H(r,C*R2)},L.period=function(r){return H(V,r)},L})(u0,c0),Ca=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=R2);function L(r){return 1-V*A3(r=+r)*Math.sin((r+e)/C)}return L.amplitude=function(r){return H(r,C*R2)},L.period=function(r){return H(V,r)},L})(u0,c0),Ha=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=R2);function L(r){return((r=r*2-1)<0?V*A3(-r)*Math.sin((e-r)/C):2-V*A3(r)*Math.sin((e+r)/C))/2}return L.amplitude=function(r){return H(r,C*R2)},L.period=function(r){return H(V,r)},L})(u0,c0);var HH=s2("start","end","cancel","interrupt"),VH=[],e6=0,H6=1,x0=2,d3=3,V6=4,h0=5,s3=6;function p3(H,V,C,e,L,r){var t=H.__transition;if(!t)H.__transition={};else if(C in t)return;eH(H,C,{name:V,index:e,group:L,on:HH,tween:VH,time:r.time,delay:r.delay,duration:r.duration,ease:r.ease,timer:null,state:e6})}function Z0(H,V){var C=u1(H,V);if(C.state>e6)throw new Error("too late; already scheduled");return C}function P1(H,V){var C=u1(H,V);if(C.state>d3)throw new Error("too late; already running");return C}function u1(H,V){var C=H.__transition;if(!C||!(C=C[V]))throw new Error("transition not found");return C}function eH(H,V,C){var e=H.__transition,L;e[V]=C,C.timer=n5(r,0,C.time);function r(o){C.state=H6,C.timer.restart(t,C.delay,C.time),C.delay<=o&&t(o-C.delay)}function t(o){var a,n,d,A;if(C.state!==H6)return i();for(a in e)if(A=e[a],A.name===C.name){if(A.state===d3)return l0(t);A.state===V6?(A.state=s3,A.timer.stop(),A.on.call("interrupt",H,H.__data__,A.index,A.group),delete e[a]):+a<V&&(A.state=s3,A.timer.stop(),A.on.call("cancel",H,H.__data__,A.index,A.group),delete e[a])}if(l0(function(){C.state===d3&&(C.state=V6,C.timer.restart(M,C.delay,C.time),M(o))}),C.state=x0,C.on.call("start",H,H.__data__,C.index,C.group),C.state===x0){for(C.state=d3,L=new Array(d=C.tween.length),a=0,n=-1;a<d;++a)(A=C.tween[a].value.call(H,H.__data__,C.index,C.group))&&(L[++n]=A);L.length=n+1}}function M(o){for(var a=o<C.duration?C.ease.call(null,o/C.duration):(C.timer.restart(i),C.state=h0,1),n=-1,d=L.length;++n<d;)L[n].call(H,a);C.state===h0&&(C.on.call("end",H,H.__data__,C.index,C.group),i())}function i(){C.state=s3,C.timer.stop(),delete e[V];for(var o in e)return;delete H.__transition}}function A5(H,V){var C=H.__transition,e,L,r=!0,t;if(C){V=V==null?null:V+"";for(t in C){if((e=C[t]).name!==V){r=!1;continue}L=e.state>x0&&e.state<h0,e.state=s3,e.timer.stop(),e.on.call(L?"interrupt":"cancel",H,H.__data__,e.index,e.group),delete C[t]}r&&delete H.__transition}}function LH(H){return this.each(function(){A5(this,H)})}function rH(H,V){var C,e;return function(){var L=P1(this,H),r=L.tween;if(r!==C){e=C=r;for(var t=0,M=e.length;t<M;++t)if(e[t].name===V){e=e.slice(),e.splice(t,1);break}}L.tween=e}}function tH(H,V,C){var e,L;if(typeof C!="function")throw new Error;return function(){var r=P1(this,H),t=r.tween;if(t!==e){L=(e=t).slice();for(var M={name:V,value:C},i=0,o=L.length;i<o;++i)if(L[i].name===V){L[i]=M;break}i===o&&L.push(M)}r.tween=L}}function MH(H,V){var C=this._id;if(H+="",arguments.length<2){for(var e=u1(this.node(),C).tween,L=0,r=e.length,t;L<r;++L)if((t=e[L]).name===H)return t.value;return null}return this.each((V==null?rH:tH)(C,H,V))}function f0(H,V,C){var e=H._id;return H.each(function(){var L=P1(this,e);(L.value||(L.value={}))[V]=C.apply(this,arguments)}),function(L){return u1(L,e).value[V]}}function L6(H,V){var C;return(typeof V=="number"?z1:V instanceof u2?s0:(C=u2(V))?(V=C,s0):N9)(H,V)}function iH(H){return function(){this.removeAttribute(H)}}function oH(H){return function(){this.removeAttributeNS(H.space,H.local)}}function aH(H,V,C){var e,L=C+"",r;return function(){var t=this.getAttribute(H);return t===L?null:t===e?r:r=V(e=t,C)}}function nH(H,V,C){var e,L=C+"",r;return function(){var t=this.getAttributeNS(H.space,H.local);return t===L?null:t===e?r:r=V(e=t,C)}}function AH(H,V,C){var e,L,r;return function(){var t,M=C(this),i;return M==null?void this.removeAttribute(H):(t=this.getAttribute(H),i=M+"",t===i?null:t===e&&i===L?r:(L=i,r=V(e=t,M)))}}function dH(H,V,C){var e,L,r;return function(){var t,M=C(this),i;return M==null?void this.removeAttributeNS(H.space,H.local):(t=this.getAttributeNS(H.space,H.local),i=M+"",t===i?null:t===e&&i===L?r:(L=i,r=V(e=t,M)))}}function sH(H,V){var C=J1(H),e=C==="transform"?U9:L6;return this.attrTween(H,typeof V=="function"?(C.local?dH:AH)(C,e,f0(this,"attr."+H,V)):V==null?(C.local?oH:iH)(C):(C.local?nH:aH)(C,e,V))}function pH(H,V){return function(C){this.setAttribute(H,V.call(this,C))}}function lH(H,V){return function(C){this.setAttributeNS(H.space,H.local,V.call(this,C))}}function mH(H,V){var C,e;function L(){var r=V.apply(this,arguments);return r!==e&&(C=(e=r)&&lH(H,r)),C}return L._value=V,L}function vH(H,V){var C,e;function L(){var r=V.apply(this,arguments);return r!==e&&(C=(e=r)&&pH(H,r)),C}return L._value=V,L}function uH(H,V){var C="attr."+H;if(arguments.length<2)return(C=this.tween(C))&&C._value;if(V==null)return this.tween(C,null);if(typeof V!="function")throw new Error;var e=J1(H);return this.tween(C,(e.local?mH:vH)(e,V))}function cH(H,V){return function(){Z0(this,H).delay=+V.apply(this,arguments)}}function xH(H,V){return V=+V,function(){Z0(this,H).delay=V}}function hH(H){var V=this._id;return arguments.length?this.each((typeof H=="function"?cH:xH)(V,H)):u1(this.node(),V).delay}function ZH(H,V){return function(){P1(this,H).duration=+V.apply(this,arguments)}}function fH(H,V){return V=+V,function(){P1(this,H).duration=V}}function SH(H){var V=this._id;return arguments.length?this.each((typeof H=="function"?ZH:fH)(V,H)):u1(this.node(),V).duration}function gH(H,V){if(typeof V!="function")throw new Error;return function(){P1(this,H).ease=V}}function yH(H){var V=this._id;return arguments.length?this.each(gH(V,H)):u1(this.node(),V).ease}function bH(H,V){return function(){var C=V.apply(this,arguments);if(typeof C!="function")throw new Error;P1(this,H).ease=C}}function OH(H){if(typeof H!="function")throw new Error;return this.each(bH(this._id,H))}function wH(H){typeof H!="function"&&(H=H5(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,M=e[L]=[],i,o=0;o<t;++o)(i=r[o])&&H.call(i,i.__data__,o,r)&&M.push(i);return new U1(e,this._parents,this._name,this._id)}function kH(H){if(H._id!==this._id)throw new Error;for(var V=this._groups,C=H._groups,e=V.length,L=C.length,r=Math.min(e,L),t=new Array(e),M=0;M<r;++M)for(var i=V[M],o=C[M],a=i.length,n=t[M]=new Array(a),d,A=0;A<a;++A)(d=i[A]||o[A])&&(n[A]=d);for(;M<e;++M)t[M]=V[M];return new U1(t,this._parents,this._name,this._id)}function _H(H){return(H+"").trim().split(/^|\s+/).every(function(V){var C=V.indexOf(".");return C>=0&&(V=V.slice(0,C)),!V||V==="start"})}function PH(H,V,C){var e,L,r=_H(V)?Z0:P1;return function(){var t=r(this,H),M=t.on;M!==e&&(L=(e=M).copy()).on(V,C),t.on=L}}function TH(H,V){var C=this._id;return arguments.length<2?u1(this.node(),C).on.on(H):this.each(PH(C,H,V))}function BH(H){return function(){var V=this.parentNode;for(var C in this.__transition)if(+C!==H)return;V&&V.removeChild(this)}}function RH(){return this.on("end.remove",BH(this._id))}function EH(H){var V=this._name,C=this._id;typeof H!="function"&&(H=A2(H));for(var e=this._groups,L=e.length,r=new Array(L),t=0;t<L;++t)for(var M=e[t],i=M.length,o=r[t]=new Array(i),a,n,d=0;d<i;++d)(a=M[d])&&(n=H.call(a,a.__data__,d,M))&&("__data__"in a&&(n.__data__=a.__data__),o[d]=n,p3(o[d],V,C,d,o,u1(a,C)));return new U1(r,this._parents,V,C)}function FH(H){var V=this._name,C=this._id;typeof H!="function"&&(H=C5(H));for(var e=this._groups,L=e.length,r=[],t=[],M=0;M<L;++M)for(var i=e[M],o=i.length,a,n=0;n<o;++n)if(a=i[n]){for(var d=H.call(a,a.__data__,n,i),A,u=u1(a,C),l=0,v=d.length;l<v;++l)(A=d[l])&&p3(A,V,C,l,d,u);r.push(d),t.push(a)}return new U1(r,t,V,C)}var $H=d2.prototype.constructor;function DH(){return new $H(this._groups,this._parents)}function NH(H,V){var C,e,L;return function(){var r=C2(this,H),t=(this.style.removeProperty(H),C2(this,H));return r===t?null:r===C&&t===e?L:L=V(C=r,e=t)}}function r6(H){return function(){this.style.removeProperty(H)}}function IH(H,V,C){var e,L=C+"",r;return function(){var t=C2(this,H);return t===L?null:t===e?r:r=V(e=t,C)}}function zH(H,V,C){var e,L,r;return function(){var t=C2(this,H),M=C(this),i=M+"";return M==null&&(i=M=(this.style.removeProperty(H),C2(this,H))),t===i?null:t===e&&i===L?r:(L=i,r=V(e=t,M))}}function WH(H,V){var C,e,L,r="style."+V,t="end."+r,M;return function(){var i=P1(this,H),o=i.on,a=i.value[r]==null?M||(M=r6(V)):void 0;(o!==C||L!==a)&&(e=(C=o).copy()).on(t,L=a),i.on=e}}function UH(H,V,C){var e=(H+="")=="transform"?W9:L6;return V==null?this.styleTween(H,NH(H,e)).on("end.style."+H,r6(H)):typeof V=="function"?this.styleTween(H,zH(H,e,f0(this,"style."+H,V))).each(WH(this._id,H)):this.styleTween(H,IH(H,e,V),C).on("end.style."+H,null)}function GH(H,V,C){return function(e){this.style.setProperty(H,V.call(this,e),C)}}function QH(H,V,C){var e,L;function r(){var t=V.apply(this,arguments);return t!==L&&(e=(L=t)&&GH(H,t,C)),e}return r._value=V,r}function qH(H,V,C){var e="style."+(H+="");if(arguments.length<2)return(e=this.tween(e))&&e._value;if(V==null)return this.tween(e,null);if(typeof V!="function")throw new Error;return this.tween(e,QH(H,V,C??""))}function KH(H){return function(){this.textContent=H}}function jH(H){return function(){var V=H(this);this.textContent=V??""}}function XH(H){return this.tween("text",typeof H=="function"?jH(f0(this,"text",H)):KH(H==null?"":H+""))}function YH(H){return function(V){this.textContent=H.call(this,V)}}function JH(H){var V,C;function e(){var L=H.apply(this,arguments);return L!==C&&(V=(C=L)&&YH(L)),V}return e._value=H,e}function CV(H){var V="text";if(arguments.length<1)return(V=this.tween(V))&&V._value;if(H==null)return this.tween(V,null);if(typeof H!="function")throw new Error;return this.tween(V,JH(H))}function HV(){for(var H=this._name,V=this._id,C=t6(),e=this._groups,L=e.length,r=0;r<L;++r)for(var t=e[r],M=t.length,i,o=0;o<M;++o)if(i=t[o]){var a=u1(i,V);p3(i,H,C,o,t,{time:a.time+a.delay+a.duration,delay:0,duration:a.duration,ease:a.ease})}return new U1(e,this._parents,H,C)}function VV(){var H,V,C=this,e=C._id,L=C.size();return new Promise(function(r,t){var M={value:t},i={value:function(){--L===0&&r()}};C.each(function(){var o=P1(this,e),a=o.on;a!==H&&(V=(H=a).copy(),V._.cancel.push(M),V._.interrupt.push(M),V._.end.push(i)),o.on=V}),L===0&&r()})}var eV=0;function U1(H,V,C,e){this._groups=H,this._parents=V,this._name=C,this._id=e}function LV(H){return d2().transition(H)}function t6(){return++eV}var W1=d2.prototype;U1.prototype=LV.prototype={constructor:U1,select:EH,selectAll:FH,selectChild:W1.selectChild,selectChildren:W1.selectChildren,filter:wH,merge:kH,selection:DH,transition:HV,call:W1.call,nodes:W1.nodes,node:W1.node,size:W1.size,empty:W1.empty,each:W1.each,on:TH,attr:sH,attrTween:uH,style:UH,styleTween:qH,text:XH,textTween:CV,remove:RH,tween:MH,delay:hH,duration:SH,ease:yH,easeVarying:OH,end:VV,[Symbol.iterator]:W1[Symbol.iterator]};var rV={time:null,delay:0,duration:250,ease:C6};function tV(H,V){for(var C;!(C=H.__transition)||!(C=C[V]);)if(!(H=H.parentNode))throw new Error(`transition ${V} not found`);return C}function MV(H){var V,C;H instanceof U1?(V=H._id,H=H._name):(V=t6(),(C=rV).time=n3(),H=H==null?null:H+"");for(var e=this._groups,L=e.length,r=0;r<L;++r)for(var t=e[r],M=t.length,i,o=0;o<M;++o)(i=t[o])&&p3(i,H,V,o,t,C||tV(i,V));return new U1(e,this._parents,H,V)}d2.prototype.interrupt=LH;d2.prototype.transition=MV;var d5=H=>()=>H;function S0(H,{sourceEvent:V,target:C,transform:e,dispatch:L}){Object.defineProperties(this,{type:{value:H,enumerable:!0,configurable:!0},sourceEvent:{value:V,enumerable:!0,configurable:!0},target:{value:C,enumerable:!0,configurable:!0},transform:{value:e,enumerable:!0,configurable:!0},_:{value:L}})}function c1(H,V,C){this.k=H,this.x=V,this.y=C}c1.prototype={constructor:c1,scale:function(H){return H===1?this:new c1(this.k*H,this.x,this.y)},translate:function(H,V){return H===0&V===0?this:new c1(this.k,this.x+this.k*H,this.y+this.k*V)},apply:function(H){return[H[0]*this.k+this.x,H[1]*this.k+this.y]},applyX:function(H){return H*this.k+this.x},applyY:function(H){return H*this.k+this.y},invert:function(H){return[(H[0]-this.x)/this.k,(H[1]-this.y)/this.k]},invertX:function(H){return(H-this.x)/this.k},invertY:function(H){return(H-this.y)/this.k},rescaleX:function(H){return H.copy().domain(H.range().map(this.invertX,this).map(H.invert,H))},rescaleY:function(H){return H.copy().domain(H.range().map(this.invertY,this).map(H.invert,H))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var T1=new c1(1,0,0);g0.prototype=c1.prototype;function g0(H){for(;!H.__zoom;)if(!(H=H.parentNode))return T1;return H.__zoom}function l3(H){H.stopImmediatePropagation()}function E2(H){H.preventDefault(),H.stopImmediatePropagation()}function iV(H){return(!H.ctrlKey||H.type==="wheel")&&!H.button}function oV(){var H=this;return H instanceof SVGElement?(H=H.ownerSVGElement||H,H.hasAttribute("viewBox")?(H=H.viewBox.baseVal,[[H.x,H.y],[H.x+H.width,H.y+H.height]]):[[0,0],[H.width.baseVal.value,H.height.baseVal.value]]):[[0,0],[H.clientWidth,H.clientHeight]]}function M6(){return this.__zoom||T1}function aV(H){return-H.deltaY*(H.deltaMode===1?.05:H.deltaMode?1:.002)*(H.ctrlKey?10:1)}function nV(){return navigator.maxTouchPoints||"ontouchstart"in this}function AV(H,V,C){var e=H.invertX(V[0][0])-C[0][0],L=H.invertX(V[1][0])-C[1][0],r=H.invertY(V[0][1])-C[0][1],t=H.invertY(V[1][1])-C[1][1];return H.translate(L>e?(e+L)/2:Math.min(0,e)||Math.max(0,L),t>r?(r+t)/2:Math.min(0,r)||Math.max(0,t))}function y0(){var H=iV,V=oV,C=AV,e=aV,L=nV,r=[0,1/0],t=[[-1/0,-1/0],[1/0,1/0]],M=250,i=G9,o=s2("start","zoom","end"),a,n,d,A=500,u=150,l=0,v=10;function m(p){p.property("__zoom",M6).on("wheel.zoom",N,{passive:!1}).on("mousedown.zoom",X).on("dblclick.zoom",I).filter(L).on("touchstart.zoom",h1).on("touchmove.zoom",Z1).on("touchend.zoom touchcancel.zoom",p1).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}m.transform=function(p,S,x,g){var k=p.selection?p.selection():p;k.property("__zoom",M6),p!==k?T(p,S,x,g):k.interrupt().each(function(){E(this,arguments).event(g).start().zoom(null,typeof S=="function"?S.apply(this,arguments):S).end()})},m.scaleBy=function(p,S,x,g){m.scaleTo(p,function(){var k=this.__zoom.k,_=typeof S=="function"?S.apply(this,arguments):S;return k*_},x,g)},m.scaleTo=function(p,S,x,g){m.transform(p,function(){var k=V.apply(this,arguments),_=this.__zoom,P=x==null?f(k):typeof x=="function"?x.apply(this,arguments):x,$=_.invert(P),U=typeof S=="function"?S.apply(this,arguments):S;return C(y(Z(_,U),P,$),k,t)},x,g)},m.translateBy=function(p,S,x,g){m.transform(p,function(){return C(this.__zoom.translate(typeof S=="function"?S.apply(this,arguments):S,typeof x=="function"?x.apply(this,arguments):x),V.apply(this,arguments),t)},null,g)},m.translateTo=function(p,S,x,g,k){m.transform(p,function(){var _=V.apply(this,arguments),P=this.__zoom,$=g==null?f(_):typeof g=="function"?g.apply(this,arguments):g;return C(T1.translate($[0],$[1]).scale(P.k).translate(typeof S=="function"?-S.apply(this,arguments):-S,typeof x=="function"?-x.apply(this,arguments):-x),_,t)},g,k)};function Z(p,S){return S=Math.max(r[0],Math.min(r[1],S)),S===p.k?p:new c1(S,p.x,p.y)}function y(p,S,x){var g=S[0]-x[0]*p.k,k=S[1]-x[1]*p.k;return g===p.x&&k===p.y?p:new c1(p.k,g,k)}function f(p){return[(+p[0][0]+ +p[1][0])/2,(+p[0][1]+ +p[1][1])/2]}function T(p,S,x,g){p.on("start.zoom",function(){E(this,arguments).event(g).start()}).on("interrupt.zoom end.zoom",function(){E(this,arguments).event(g).end()}).tween("zoom",function(){var k=this,_=arguments,P=E(k,_).event(g),$=V.apply(k,_),U=x==null?f($):typeof x=="function"?x.apply(k,_):x,f1=Math.max($[1][0]-$[0][0],$[1][1]-$[0][1]),q=k.__zoom,l1=typeof S=="function"?S.apply(k,_):S,R1=i(q.invert(U).concat(f1/q.k),l1.invert(U).concat(f1/l1.k));return function(m1){if(m1===1)m1=l1;else{var E1=R1(m1),Z3=f1/E1[2];m1=new c1(Z3,U[0]-E1[0]*Z3,U[1]-E1[1]*Z3)}P.zoom(null,m1)}})}function E(p,S,x){return!x&&p.__zooming||new z(p,S)}function z(p,S){this.that=p,this.args=S,this.active=0,this.sourceEvent=null,this.extent=V.apply(p,S),this.taps=0}z.prototype={event:function(p){return p&&(this.sourceEvent=p),this},start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(p,S){return this.mouse&&p!=="mouse"&&(this.mouse[1]=S.invert(this.mouse[0])),this.touch0&&p!=="touch"&&(this.touch0[1]=S.invert(this.touch0[0])),this.touch1&&p!=="touch"&&(this.touch1[1]=S.invert(this.touch1[0])),this.that.__zoom=S,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(p){var S=n1(this.that).datum();o.call(p,this.that,new S0(p,{sourceEvent:this.sourceEvent,target:m,type:p,transform:this.that.__zoom,dispatch:o}),S)}};function N(p,...S){if(!H.apply(this,arguments))return;var x=E(this,S).event(p),g=this.__zoom,k=Math.max(r[0],Math.min(r[1],g.k*Math.pow(2,e.apply(this,arguments)))),_=w1(p);if(x.wheel)(x.mouse[0][0]!==_[0]||x.mouse[0][1]!==_[1])&&(x.mouse[1]=g.invert(x.mouse[0]=_)),clearTimeout(x.wheel);else{if(g.k===k)return;x.mouse=[_,g.invert(_)],A5(this),x.start()}E2(p),x.wheel=setTimeout(P,u),x.zoom("mouse",C(y(Z(g,k),x.mouse[0],x.mouse[1]),x.extent,t));function P(){x.wheel=null,x.end()}}function X(p,...S){if(d||!H.apply(this,arguments))return;var x=p.currentTarget,g=E(this,S,!0).event(p),k=n1(p.view).on("mousemove.zoom",U,!0).on("mouseup.zoom",f1,!0),_=w1(p,x),P=p.clientX,$=p.clientY;n9(p.view),l3(p),g.mouse=[_,this.__zoom.invert(_)],A5(this),g.start();function U(q){if(E2(q),!g.moved){var l1=q.clientX-P,R1=q.clientY-$;g.moved=l1*l1+R1*R1>l}g.event(q).zoom("mouse",C(y(g.that.__zoom,g.mouse[0]=w1(q,x),g.mouse[1]),g.extent,t))}function f1(q){k.on("mousemove.zoom mouseup.zoom",null),A9(q.view,g.moved),E2(q),g.event(q).end()}}function I(p,...S){if(H.apply(this,arguments)){var x=this.__zoom,g=w1(p.changedTouches?p.changedTouches[0]:p,this),k=x.invert(g),_=x.k*(p.shiftKey?.5:2),P=C(y(Z(x,_),g,k),V.apply(this,S),t);E2(p),M>0?n1(this).transition().duration(M).call(T,P,g,p):n1(this).call(m.transform,P,g,p)}}function h1(p,...S){if(H.apply(this,arguments)){var x=p.touches,g=x.length,k=E(this,S,p.changedTouches.length===g).event(p),_,P,$,U;for(l3(p),P=0;P<g;++P)$=x[P],U=w1($,this),U=[U,this.__zoom.invert(U),$.identifier],k.touch0?!k.touch1&&k.touch0[2]!==U[2]&&(k.touch1=U,k.taps=0):(k.touch0=U,_=!0,k.taps=1+!!a);a&&(a=clearTimeout(a)),_&&(k.taps<2&&(n=U[0],a=setTimeout(function(){a=null},A)),A5(this),k.start())}}function Z1(p,...S){if(this.__zooming){var x=E(this,S).event(p),g=p.changedTouches,k=g.length,_,P,$,U;for(E2(p),_=0;_<k;++_)P=g[_],$=w1(P,this),x.touch0&&x.touch0[2]===P.identifier?x.touch0[0]=$:x.touch1&&x.touch1[2]===P.identifier&&(x.touch1[0]=$);if(P=x.that.__zoom,x.touch1){var f1=x.touch0[0],q=x.touch0[1],l1=x.touch1[0],R1=x.touch1[1],m1=(m1=l1[0]-f1[0])*m1+(m1=l1[1]-f1[1])*m1,E1=(E1=R1[0]-q[0])*E1+(E1=R1[1]-q[1])*E1;P=Z(P,Math.sqrt(m1/E1)),$=[(f1[0]+l1[0])/2,(f1[1]+l1[1])/2],U=[(q[0]+R1[0])/2,(q[1]+R1[1])/2]}else if(x.touch0)$=x.touch0[0],U=x.touch0[1];else return;x.zoom("touch",C(y(P,$,U),x.extent,t))}}function p1(p,...S){if(this.__zooming){var x=E(this,S).event(p),g=p.changedTouches,k=g.length,_,P;for(l3(p),d&&clearTimeout(d),d=setTimeout(function(){d=null},A),_=0;_<k;++_)P=g[_],x.touch0&&x.touch0[2]===P.identifier?delete x.touch0:x.touch1&&x.touch1[2]===P.identifier&&delete x.touch1;if(x.touch1&&!x.touch0&&(x.touch0=x.touch1,delete x.touch1),x.touch0)x.touch0[1]=this.__zoom.invert(x.touch0[0]);else if(x.end(),x.taps===2&&(P=w1(P,this),Math.hypot(n[0]-P[0],n[1]-P[1])<v)){var $=n1(this).on("dblclick.zoom");$&&$.apply(this,arguments)}}}return m.wheelDelta=function(p){return arguments.length?(e=typeof p=="function"?p:d5(+p),m):e},m.filter=function(p){return arguments.length?(H=typeof p=="function"?p:d5(!!p),m):H},m.touchable=function(p){return arguments.length?(L=typeof p=="function"?p:d5(!!p),m):L},m.extent=function(p){return arguments.length?(V=typeof p=="function"?p:d5([[+p[0][0],+p[0][1]],[+p[1][0],+p[1][1]]]),m):V},m.scaleExtent=function(p){return arguments.length?(r[0]=+p[0],r[1]=+p[1],m):[r[0],r[1]]},m.translateExtent=function(p){return arguments.length?(t[0][0]=+p[0][0],t[1][0]=+p[1][0],t[0][1]=+p[0][1],t[1][1]=+p[1][1],m):[[t[0][0],t[0][1]],[t[1][0],t[1][1]]]},m.constrain=function(p){return arguments.length?(C=p,m):C},m.duration=function(p){return arguments.length?(M=+p,m):M},m.interpolate=function(p){return arguments.length?(i=p,m):i},m.on=function(){var p=o.on.apply(o,arguments);return p===o?m:p},m.clickDistance=function(p){return arguments.length?(l=(p=+p)*p,m):Math.sqrt(l)},m.tapDistance=function(p){return arguments.length?(v=+p,m):v},m}function b0(H,V){return H<V?`${H}-${V}`:`${V}-${H}`}function i6(H,V,C,e){let L=H.peer_id,r=new Map;for(let a of V)a.in_reach&&r.set(a.peer_id,a);let t=new Map,M=(a,n)=>{if(a===n||![a,n].every(u=>u===L||r.has(u)))return;let d=b0(a,n),A=t.get(d);if(!A){let[u,l]=a<n?[a,n]:[n,a];A={id:d,from:u,to:l,links:[]},t.set(d,A)}return A};for(let a of C)a.peer_id&&M(L,a.peer_id)?.links.push(a);for(let[a,n]of e)M(a,n);let i=dV(L,t.values()),o=[{id:L,peer:void 0,hops:0}];for(let a of[...r.keys()].sort()){let n=r.get(a);o.push({id:a,peer:n,hops:n.hops??i.get(a)?.length})}return{us:L,nodes:o,edges:[...t.values()],routes:i}}function dV(H,V){let C=new Map;for(let{from:r,to:t}of V)C.set(r,[...C.get(r)??[],t]),C.set(t,[...C.get(t)??[],r]);let e=new Map([[H,[]]]),L=[H];for(;L.length;){let r=[];for(let t of L)for(let M of C.get(t)?.sort()??[])e.has(M)||(e.set(M,[...e.get(t)??[],M]),r.push(M));L=r}return e.delete(H),e}function o6(H){return Math.min(1,Math.max(0,(H+95)/45))}function sV(H){let V=+this._x.call(null,H),C=+this._y.call(null,H);return n6(this.cover(V,C),V,C,H)}function n6(H,V,C,e){if(isNaN(V)||isNaN(C))return H;var L,r=H._root,t={data:e},M=H._x0,i=H._y0,o=H._x1,a=H._y1,n,d,A,u,l,v,m,Z;if(!r)return H._root=t,H;for(;r.length;)if((l=V>=(n=(M+o)/2))?M=n:o=n,(v=C>=(d=(i+a)/2))?i=d:a=d,L=r,!(r=r[m=v<<1|l]))return L[m]=t,H;if(A=+H._x.call(null,r.data),u=+H._y.call(null,r.data),V===A&&C===u)return t.next=r,L?L[m]=t:H._root=t,H;do L=L?L[m]=new Array(4):H._root=new Array(4),(l=V>=(n=(M+o)/2))?M=n:o=n,(v=C>=(d=(i+a)/2))?i=d:a=d;while((m=v<<1|l)===(Z=(u>=d)<<1|A>=n));return L[Z]=r,L[m]=t,H}function pV(H){Array.isArray(H)||(H=Array.from(H));let V=H.length,C=new Float64Array(V),e=new Float64Array(V),L=1/0,r=L,t=-L,M=t;for(let i=0,o,a,n;i<V;++i){if(isNaN(a=+this._x.call(null,o=H[i]))||isNaN(n=+this._y.call(null,o))){C[i]=NaN;continue}C[i]=a,e[i]=n,a<L&&(L=a),a>t&&(t=a),n<r&&(r=n),n>M&&(M=n)}if(L>t||r>M)return this;this.cover(L,r).cover(t,M);for(let i=0;i<V;++i)n6(this,C[i],e[i],H[i]);return this}function lV(H,V){if(isNaN(H=+H)||isNaN(V=+V))return this;var C=this._x0,e=this._y0,L=this._x1,r=this._y1;if(isNaN(C))L=(C=Math.floor(H))+1,r=(e=Math.floor(V))+1;else{for(var t=L-C||1,M=this._root,i,o;C>H||H>=L||e>V||V>=r;)switch(o=(V<e)<<1|H<C,i=new Array(4),i[o]=M,M=i,t*=2,o){case 0:L=C+t,r=e+t;break;case 1:C=L-t,r=e+t;break;case 2:L=C+t,e=r-t;break;case 3:C=L-t,e=r-t;break}this._root&&this._root.length&&(this._root=M)}return this._x0=C,this._y0=e,this._x1=L,this._y1=r,this}function mV(){var H=[];return this.visit(function(V){if(!V.length)do H.push(V.data);while(V=V.next)}),H}function vV(H){return arguments.length?this.cover(+H[0][0],+H[0][1]).cover(+H[1][0],+H[1][1]):isNaN(this._x0)?void 0:[[this._x0,this._y0],[this._x1,this._y1]]}function J(H,V,C,e,L){this.node=H,this.x0=V,this.y0=C,this.x1=e,this.y1=L}function uV(H,V,C){var e,L=this._x0,r=this._y0,t,M,i,o,a=this._x1,n=this._y1,d=[],A=this._root,u,l;for(A&&d.push(new J(A,L,r,a,n)),C==null?C=1/0:(L=H-C,r=V-C,a=H+C,n=V+C,C*=C);u=d.pop();)if(!(!(A=u.node)||(t=u.x0)>a||(M=u.y0)>n||(i=u.x1)<L||(o=u.y1)<r))if(A.length){var v=(t+i)/2,m=(M+o)/2;d.push(new J(A[3],v,m,i,o),new J(A[2],t,m,v,o),new J(A[1],v,M,i,m),new J(A[0],t,M,v,m)),(l=(V>=m)<<1|H>=v)&&(u=d[d.length-1],d[d.length-1]=d[d.length-1-l],d[d.length-1-l]=u)}else{var Z=H-+this._x.call(null,A.data),y=V-+this._y.call(null,A.data),f=Z*Z+y*y;if(f<C){var T=Math.sqrt(C=f);L=H-T,r=V-T,a=H+T,n=V+T,e=A.data}}return e}function cV(H){if(isNaN(a=+this._x.call(null,H))||isNaN(n=+this._y.call(null,H)))return this;var V,C=this._root,e,L,r,t=this._x0,M=this._y0,i=this._x1,o=this._y1,a,n,d,A,u,l,v,m;if(!C)return this;if(C.length)for(;;){if((u=a>=(d=(t+i)/2))?t=d:i=d,(l=n>=(A=(M+o)/2))?M=A:o=A,V=C,!(C=C[v=l<<1|u]))return this;if(!C.length)break;(V[v+1&3]||V[v+2&3]||V[v+3&3])&&(e=V,m=v)}for(;C.data!==H;)if(L=C,!(C=C.next))return this;return(r=C.next)&&delete C.next,L?(r?L.next=r:delete L.next,this):V?(r?V[v]=r:delete V[v],(C=V[0]||V[1]||V[2]||V[3])&&C===(V[3]||V[2]||V[1]||V[0])&&!C.length&&(e?e[m]=C:this._root=C),this):(this._root=r,this)}function xV(H){for(var V=0,C=H.length;V<C;++V)this.remove(H[V]);return this}function hV(){return this._root}function ZV(){var H=0;return this.visit(function(V){if(!V.length)do++H;while(V=V.next)}),H}function fV(H){var V=[],C,e=this._root,L,r,t,M,i;for(e&&V.push(new J(e,this._x0,this._y0,this._x1,this._y1));C=V.pop();)if(!H(e=C.node,r=C.x0,t=C.y0,M=C.x1,i=C.y1)&&e.length){var o=(r+M)/2,a=(t+i)/2;(L=e[3])&&V.push(new J(L,o,a,M,i)),(L=e[2])&&V.push(new J(L,r,a,o,i)),(L=e[1])&&V.push(new J(L,o,t,M,a)),(L=e[0])&&V.push(new J(L,r,t,o,a))}return this}function SV(H){var V=[],C=[],e;for(this._root&&V.push(new J(this._root,this._x0,this._y0,this._x1,this._y1));e=V.pop();){var L=e.node;if(L.length){var r,t=e.x0,M=e.y0,i=e.x1,o=e.y1,a=(t+i)/2,n=(M+o)/2;(r=L[0])&&V.push(new J(r,t,M,a,n)),(r=L[1])&&V.push(new J(r,a,M,i,n)),(r=L[2])&&V.push(new J(r,t,n,a,o)),(r=L[3])&&V.push(new J(r,a,n,i,o))}C.push(e)}for(;e=C.pop();)H(e.node,e.x0,e.y0,e.x1,e.y1);return this}function gV(H){return H[0]}function yV(H){return arguments.length?(this._x=H,this):this._x}function bV(H){return H[1]}function OV(H){return arguments.length?(this._y=H,this):this._y}function s5(H,V,C){var e=new O0(V??gV,C??bV,NaN,NaN,NaN,NaN);return H==null?e:e.addAll(H)}function O0(H,V,C,e,L,r){this._x=H,this._y=V,this._x0=C,this._y0=e,this._x1=L,this._y1=r,this._root=void 0}function a6(H){for(var V={data:H.data},C=V;H=H.next;)C=C.next={data:H.data};return V}var C1=s5.prototype=O0.prototype;C1.copy=function(){var H=new O0(this._x,this._y,this._x0,this._y0,this._x1,this._y1),V=this._root,C,e;if(!V)return H;if(!V.length)return H._root=a6(V),H;for(C=[{source:V,target:H._root=new Array(4)}];V=C.pop();)for(var L=0;L<4;++L)(e=V.source[L])&&(e.length?C.push({source:e,target:V.target[L]=new Array(4)}):V.target[L]=a6(e));return H};C1.add=sV;C1.addAll=pV;C1.cover=lV;C1.data=mV;C1.extent=vV;C1.find=uV;C1.remove=cV;C1.removeAll=xV;C1.root=hV;C1.size=ZV;C1.visit=fV;C1.visitAfter=SV;C1.x=yV;C1.y=OV;function H1(H){return function(){return H}}function x1(H){return(H()-.5)*1e-6}function wV(H){return H.x+H.vx}function kV(H){return H.y+H.vy}function w0(H){var V,C,e,L=1,r=1;typeof H!="function"&&(H=H1(H==null?1:+H));function t(){for(var o,a=V.length,n,d,A,u,l,v,m=0;m<r;++m)for(n=s5(V,wV,kV).visitAfter(M),o=0;o<a;++o)d=V[o],l=C[d.index],v=l*l,A=d.x+d.vx,u=d.y+d.vy,n.visit(Z);function Z(y,f,T,E,z){var N=y.data,X=y.r,I=l+X;if(N){if(N.index>d.index){var h1=A-N.x-N.vx,Z1=u-N.y-N.vy,p1=h1*h1+Z1*Z1;p1<I*I&&(h1===0&&(h1=x1(e),p1+=h1*h1),Z1===0&&(Z1=x1(e),p1+=Z1*Z1),p1=(I-(p1=Math.sqrt(p1)))/p1*L,d.vx+=(h1*=p1)*(I=(X*=X)/(v+X)),d.vy+=(Z1*=p1)*I,N.vx-=h1*(I=1-I),N.vy-=Z1*I)}return}return f>A+I||E<A-I||T>u+I||z<u-I}}function M(o){if(o.data)return o.r=C[o.data.index];for(var a=o.r=0;a<4;++a)o[a]&&o[a].r>o.r&&(o.r=o[a].r)}function i(){if(V){var o,a=V.length,n;for(C=new Array(a),o=0;o<a;++o)n=V[o],C[n.index]=+H(n,o,V)}}return t.initialize=function(o,a){V=o,e=a,i()},t.iterations=function(o){return arguments.length?(r=+o,t):r},t.strength=function(o){return arguments.length?(L=+o,t):L},t.radius=function(o){return arguments.length?(H=typeof o=="function"?o:H1(+o),i(),t):H},t}function _V(H){return H.index}function A6(H,V){var C=H.get(V);if(!C)throw new Error("node not found: "+V);return C}function k0(H){var V=_V,C=n,e,L=H1(30),r,t,M,i,o,a=1;H==null&&(H=[]);function n(v){return 1/Math.min(M[v.source.index],M[v.target.index])}function d(v){for(var m=0,Z=H.length;m<a;++m)for(var y=0,f,T,E,z,N,X,I;y<Z;++y)f=H[y],T=f.source,E=f.target,z=E.x+E.vx-T.x-T.vx||x1(o),N=E.y+E.vy-T.y-T.vy||x1(o),X=Math.sqrt(z*z+N*N),X=(X-r[y])/X*v*e[y],z*=X,N*=X,E.vx-=z*(I=i[y]),E.vy-=N*I,T.vx+=z*(I=1-I),T.vy+=N*I}function A(){if(t){var v,m=t.length,Z=H.length,y=new Map(t.map((T,E)=>[V(T,E,t),T])),f;for(v=0,M=new Array(m);v<Z;++v)f=H[v],f.index=v,typeof f.source!="object"&&(f.source=A6(y,f.source)),typeof f.target!="object"&&(f.target=A6(y,f.target)),M[f.source.index]=(M[f.source.index]||0)+1,M[f.target.index]=(M[f.target.index]||0)+1;for(v=0,i=new Array(Z);v<Z;++v)f=H[v],i[v]=M[f.source.index]/(M[f.source.index]+M[f.target.index]);e=new Array(Z),u(),r=new Array(Z),l()}}function u(){if(t)for(var v=0,m=H.length;v<m;++v)e[v]=+C(H[v],v,H)}function l(){if(t)for(var v=0,m=H.length;v<m;++v)r[v]=+L(H[v],v,H)}return d.initialize=function(v,m){t=v,o=m,A()},d.links=function(v){return arguments.length?(H=v,A(),d):H},d.id=function(v){return arguments.length?(V=v,d):V},d.iterations=function(v){return arguments.length?(a=+v,d):a},d.strength=function(v){return arguments.length?(C=typeof v=="function"?v:H1(+v),u(),d):C},d.distance=function(v){return arguments.length?(L=typeof v=="function"?v:H1(+v),l(),d):L},d}function d6(){let H=1;return()=>(H=(1664525*H+1013904223)%4294967296)/4294967296}function s6(H){return H.x}function p6(H){return H.y}var PV=10,TV=Math.PI*(3-Math.sqrt(5));function _0(H){var V,C=1,e=.001,L=1-Math.pow(e,1/300),r=0,t=.6,M=new Map,i=n5(n),o=s2("tick","end"),a=d6();H==null&&(H=[]);function n(){d(),o.call("tick",V),C<e&&(i.stop(),o.call("end",V))}function d(l){var v,m=H.length,Z;l===void 0&&(l=1);for(var y=0;y<l;++y)for(C+=(r-C)*L,M.forEach(function(f){f(C)}),v=0;v<m;++v)Z=H[v],Z.fx==null?Z.x+=Z.vx*=t:(Z.x=Z.fx,Z.vx=0),Z.fy==null?Z.y+=Z.vy*=t:(Z.y=Z.fy,Z.vy=0);return V}function A(){for(var l=0,v=H.length,m;l<v;++l){if(m=H[l],m.index=l,m.fx!=null&&(m.x=m.fx),m.fy!=null&&(m.y=m.fy),isNaN(m.x)||isNaN(m.y)){var Z=PV*Math.sqrt(.5+l),y=l*TV;m.x=Z*Math.cos(y),m.y=Z*Math.sin(y)}(isNaN(m.vx)||isNaN(m.vy))&&(m.vx=m.vy=0)}}function u(l){return l.initialize&&l.initialize(H,a),l}return A(),V={tick:d,restart:function(){return i.restart(n),V},stop:function(){return i.stop(),V},nodes:function(l){return arguments.length?(H=l,A(),M.forEach(u),V):H},alpha:function(l){return arguments.length?(C=+l,V):C},alphaMin:function(l){return arguments.length?(e=+l,V):e},alphaDecay:function(l){return arguments.length?(L=+l,V):+L},alphaTarget:function(l){return arguments.length?(r=+l,V):r},velocityDecay:function(l){return arguments.length?(t=1-l,V):1-t},randomSource:function(l){return arguments.length?(a=l,M.forEach(u),V):a},force:function(l,v){return arguments.length>1?(v==null?M.delete(l):M.set(l,u(v)),V):M.get(l)},find:function(l,v,m){var Z=0,y=H.length,f,T,E,z,N;for(m==null?m=1/0:m*=m,Z=0;Z<y;++Z)z=H[Z],f=l-z.x,T=v-z.y,E=f*f+T*T,E<m&&(N=z,m=E);return N},on:function(l,v){return arguments.length>1?(o.on(l,v),V):o.on(l)}}}function P0(){var H,V,C,e,L=H1(-30),r,t=1,M=1/0,i=.81;function o(A){var u,l=H.length,v=s5(H,s6,p6).visitAfter(n);for(e=A,u=0;u<l;++u)V=H[u],v.visit(d)}function a(){if(H){var A,u=H.length,l;for(r=new Array(u),A=0;A<u;++A)l=H[A],r[l.index]=+L(l,A,H)}}function n(A){var u=0,l,v,m=0,Z,y,f;if(A.length){for(Z=y=f=0;f<4;++f)(l=A[f])&&(v=Math.abs(l.value))&&(u+=l.value,m+=v,Z+=v*l.x,y+=v*l.y);A.x=Z/m,A.y=y/m}else{l=A,l.x=l.data.x,l.y=l.data.y;do u+=r[l.data.index];while(l=l.next)}A.value=u}function d(A,u,l,v){if(!A.value)return!0;var m=A.x-V.x,Z=A.y-V.y,y=v-u,f=m*m+Z*Z;if(y*y/i<f)return f<M&&(m===0&&(m=x1(C),f+=m*m),Z===0&&(Z=x1(C),f+=Z*Z),f<t&&(f=Math.sqrt(t*f)),V.vx+=m*A.value*e/f,V.vy+=Z*A.value*e/f),!0;if(A.length||f>=M)return;(A.data!==V||A.next)&&(m===0&&(m=x1(C),f+=m*m),Z===0&&(Z=x1(C),f+=Z*Z),f<t&&(f=Math.sqrt(t*f)));do A.data!==V&&(y=r[A.data.index]*e/f,V.vx+=m*y,V.vy+=Z*y);while(A=A.next)}return o.initialize=function(A,u){H=A,C=u,a()},o.strength=function(A){return arguments.length?(L=typeof A=="function"?A:H1(+A),a(),o):L},o.distanceMin=function(A){return arguments.length?(t=A*A,o):Math.sqrt(t)},o.distanceMax=function(A){return arguments.length?(M=A*A,o):Math.sqrt(M)},o.theta=function(A){return arguments.length?(i=A*A,o):Math.sqrt(i)},o}function T0(H,V,C){var e,L=H1(.1),r,t;typeof H!="function"&&(H=H1(+H)),V==null&&(V=0),C==null&&(C=0);function M(o){for(var a=0,n=e.length;a<n;++a){var d=e[a],A=d.x-V||1e-6,u=d.y-C||1e-6,l=Math.sqrt(A*A+u*u),v=(t[a]-l)*r[a]*o/l;d.vx+=A*v,d.vy+=u*v}}function i(){if(e){var o,a=e.length;for(r=new Array(a),t=new Array(a),o=0;o<a;++o)t[o]=+H(e[o],o,e),r[o]=isNaN(t[o])?0:+L(e[o],o,e)}}return M.initialize=function(o){e=o,i()},M.strength=function(o){return arguments.length?(L=typeof o=="function"?o:H1(+o),i(),M):L},M.radius=function(o){return arguments.length?(H=typeof o=="function"?o:H1(+o),i(),M):H},M.x=function(o){return arguments.length?(V=+o,M):V},M.y=function(o){return arguments.length?(C=+o,M):C},M}var x2=150,BV=46,RV=.12,EV=140,FV=3,$V=7,m3=class{constructor(){this.bodies=new Map;this.springs=k0([]).distance(x2*.8);this.shape="";this.simulation=_0([]).force("link",this.springs.strength(.25)).force("charge",P0().strength(-260).distanceMax(x2*3).theta(1.1)).force("room",w0(BV).strength(.7)).force("ring",T0(V=>V.hops*x2,0,0).strength(.22)).velocityDecay(.5).stop()}update(V){let C=[...V.nodes.map(M=>`${M.id}:${M.hops}`),...V.edges.map(M=>M.id)].join();if(C===this.shape)return!1;this.shape=C;let e=this.bodies.size<=1,L=new Set(V.nodes.map(M=>M.id));for(let M of this.bodies.keys())L.has(M)||this.bodies.delete(M);let r=e?DV(V):new Map;for(let M of V.nodes){let i=Math.min(M.hops??FV,$V),o=this.bodies.get(M.id);o?o.hops=i:this.bodies.set(M.id,this.place(M.id,i,V,r))}let t=this.bodies.get(V.us);return t&&(t.fx=0,t.fy=0),this.simulation.nodes([...this.bodies.values()]),this.springs.links(V.edges.map(({from:M,to:i})=>({source:this.bodies.get(M),target:this.bodies.get(i)}))),this.springs.strength(.25),this.simulation.alpha(e?1:RV).alphaMin(.02),this.simulation.alphaDecay(1-.02**(1/EV)),!0}run(V,C=()=>performance.now()){let e=C()+V;for(;this.moving&&(this.simulation.tick(),!(C()>=e)););return this.moving}get moving(){return this.simulation.alpha()>=this.simulation.alphaMin()}get places(){return this.bodies}place(V,C,e,L){if(V===e.us)return{id:V,hops:C,x:0,y:0};let r=this.bodies.get(e.routes.get(V)?.at(-2)??""),t=L.get(V)??(r?Math.atan2(r.y,r.x)+(l6(V)-Math.PI)*.25:l6(V));return{id:V,hops:C,x:Math.cos(t)*C*x2,y:Math.sin(t)*C*x2}}};function DV(H){let V=new Map,C=new Map,e=H.nodes.map(({id:t})=>({id:t,route:H.routes.get(t)??[t]})).filter(({id:t})=>t!==H.us).sort((t,M)=>t.route.length-M.route.length);for(let{id:t,route:M}of e){let i=M.at(-2)??H.us;V.set(i,[...V.get(i)??[],t]);for(let o of M)C.set(o,(C.get(o)??0)+1)}let L=new Map,r=new Map([[H.us,[0,2*Math.PI]]]);for(let t of[H.us,...e.map(({id:M})=>M)]){let M=V.get(t)??[],i=M.reduce((n,d)=>n+(C.get(d)??1),0),[o,a]=r.get(t)??[0,0];for(let n of M){let d=a*(C.get(n)??1)/i;L.set(n,o+d/2),r.set(n,[o,d]),o+=d}}return L}function l6(H){return(Number.parseInt(H.slice(0,8),16)||0)/4294967295*2*Math.PI}var NV="/config/integrations/integration/mesh_broadcast";function m6(H,V,C,e){for(let L of H)switch(L.feedState){case"offline":return{icon:E5,title:C("state.offline"),text:C("state.offline_hint"),busy:!0};case"not_loaded":return IV(L,V,C);case"not_allowed":return{icon:K2,title:C("state.not_allowed"),text:C("state.not_allowed_hint")};case"failed":return{icon:a1,title:C("state.failed"),text:L.error?M1(L.error,C):void 0,action:{label:C("common.try_again"),run:L.retry}};case"idle":case"connecting":if(!L.loaded)return{icon:e,title:C("state.loading"),busy:!0};break;case"live":break}}function IV(H,V,C){let e=j2,L=C("state.not_loaded");return V?.user?.is_admin?{icon:e,title:L,text:C("state.not_loaded_admin"),action:{label:C("state.open_settings"),run:()=>J2(NV)}}:{icon:e,title:L,text:C("state.not_loaded_user"),action:{label:C("common.try_again"),run:H.retry}}}var zV=6,WV=60,v6=900,UV=6e4,GV=5e3,B0=.15,u6=2.5,c6=60,v3=1.3,x6=60,QV=7,o1=class extends F{constructor(){super(...arguments);this.heading="";this.table=!1;this.news="";this.peersWatch=new Y(this);this.topologyWatch=new Y(this);this.layout=new m3;this.nodes=new Map;this.lines=new Map;this.transform=T1;this.moved=!1;this.visible=!0;this.came=[];this.went=[];this.move=()=>{this.frame!==void 0||!this.visible||document.hidden||!this.layout.moving||!this.world||(this.frame=requestAnimationFrame(()=>{this.frame=void 0,this.layout.run(zV),this.draw(),this.fitUnlessMoved(),this.move()}))};this.onPulses=C=>{let{dots:e,graph:L}=this;if(!e||!L||!this.visible||document.hidden)return;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;for(let t of C)for(let M of t.to){let i=this.layout.places.get(t.from),o=this.layout.places.get(M);!i||!o||(r?this.flash(t.from,M):e.childElementCount<WV&&this.send(e,t,i,o))}};this.onKey=C=>{let L={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]}[C.key];if(L&&C.shiftKey){this.moved=!0;let{x:r,y:t,k:M}=this.transform;this.moveTo(T1.translate(r-L[0]*x6,t-L[1]*x6).scale(M),!0)}else if(L)this.step(...L);else if(C.key==="+"||C.key==="=")this.zoomBy(v3);else if(C.key==="-")this.zoomBy(1/v3);else if(C.key==="0")this.fit(!0);else if(C.key==="Escape"&&this.selected)this.close();else return;C.preventDefault(),C.stopPropagation()};this.onDetailsKey=C=>{C.key!=="Escape"||C.defaultPrevented||(this.close(),C.stopPropagation())};this.close=()=>{this.selected=void 0;let{current:C}=this;C&&this.nodes.get(C)?.focus()}}connectedCallback(){super.connectedCallback(),this.seen=new IntersectionObserver(C=>{this.visible=C.at(-1)?.isIntersecting??!0,this.move()}),this.seen.observe(this),this.sized=new ResizeObserver(()=>this.fitUnlessMoved()),this.sized.observe(this),document.addEventListener("visibilitychange",this.move),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.seen?.disconnect(),this.sized?.disconnect(),document.removeEventListener("visibilitychange",this.move),this.endPulses?.(),this.endPulses=void 0,clearTimeout(this.newsTimer),this.newsTimer=void 0,this.frame!==void 0&&cancelAnimationFrame(this.frame),this.frame=void 0}willUpdate(){let{session:C}=this;if(this.peersWatch.set(C?.peers),this.topologyWatch.set(C?.topology),this.follow(),!C?.peers.node)return;let{peers:e,topology:L}=C;this.graph=i6(C.peers.node,e.inReach,L.links,L.edges),this.layout.update(this.graph),(!this.current||!this.graph.nodes.some(({id:r})=>r===this.current))&&(this.current=this.graph.us),this.tellNews(e)}updated(C){this.nodes=new Map([...this.renderRoot.querySelectorAll(".node")].map(e=>[e.dataset.id,e])),this.lines=new Map([...this.renderRoot.querySelectorAll("line")].map(e=>[e.dataset.id,e])),this.followPointer(),this.draw(),this.move(),C.has("selected")&&this.selected&&this.details?.focus()}render(){let{session:C,t:e}=this;if(!C)return s``;let{peers:L,topology:r}=C,t=m6([L,r],this.hass,e,q2),{graph:M}=this;if(!M||t&&!(L.loaded&&r.loaded))return t?t1(t):s``;let i=this.selected?L.get(this.selected):void 0,o=this.asTable??this.table,a=M.nodes.length===1;return s`
      <div class="bar">
        <div class="count">
          ${this.heading?s`<h2 class="clip">${this.heading}</h2>`:c}
          <span>${e.plural("conversations.people",M.nodes.length-1)}</span>
        </div>
        ${o?c:s`${this.tool(Q7,e("map.zoom_out"),()=>this.zoomBy(1/v3))}
            ${this.tool(K7,e("map.zoom_in"),()=>this.zoomBy(v3))}
            ${this.tool(N7,e("map.fit"),()=>this.fit(!0))}`}
        ${this.tool(o?q2:B5,e(o?"map.show_map":"map.show_table"),()=>this.asTable=!o)}
      </div>
      ${t?Y2({...t,kind:"warning"}):this.renderNotRunning(L)}
      <div class="body">
        ${a?t1({icon:X2,title:e("map.alone"),text:e("map.alone_hint")}):o?s`<mesh-broadcast-peer-table
                .hass=${this.hass}
                .peers=${L.inReach}
                @mesh-peer=${n=>this.choose(n.detail)}
              ></mesh-broadcast-peer-table>`:this.renderStage(M,L)}
        ${i?s`<aside aria-label=${e("map.details")} @keydown=${this.onDetailsKey}>
              <mesh-broadcast-peer-details
                .hass=${this.hass}
                .peer=${i}
                .route=${this.routeNames(M,i,L)}
                .links=${r.links.filter(({peer_id:n})=>n===i.peer_id)}
                @mesh-close=${this.close}
              ></mesh-broadcast-peer-details>
            </aside>`:c}
      </div>
      <div class="sr-only" role="status">${this.news}</div>
    `}renderNotRunning(C){let{t:e}=this;return C.node?.running===!1?Y2({kind:"warning",icon:X2,title:e("state.not_running"),text:e("state.not_running_hint")}):c}renderStage(C,e){let{t:L}=this;return s`<div
      class="stage"
      role="group"
      aria-label=${L("map.label")}
      aria-describedby="keys"
      @keydown=${this.onKey}
    >
      <span id="keys" class="sr-only">${L("map.keys")}</span>
      <div class="world">
        <svg class="lines" aria-hidden="true" focusable="false">
          ${qV(C).map(r=>Z2`<circle class="ring" r=${r}></circle>`)}
          ${O1(C.edges,({id:r})=>r,r=>this.renderEdge(r))}
          <g class="dots"></g>
        </svg>
        ${O1(C.nodes,({id:r})=>r,r=>this.renderNode(r,e))}
      </div>
      ${this.renderLegend()}
    </div>`}renderEdge(C){let e=new Set(C.links.map(({role:M})=>M)),L=C.links.flatMap(({rssi:M})=>M===null?[]:[M]),r=L.length?o6(Math.max(...L)):.4,t=C.links.length?e.has("central")?"central":"peripheral":"announced";return Z2`<line
      data-id=${C.id}
      class=${t}
      stroke-width=${C.links.length?(1.5+4*r).toFixed(1):1.5}
    ></line>`}renderNode(C,e){let{t:L}=this,{peer:r}=C,t=C.id===this.current?0:-1;if(!r){let i=e.node?.nickname??"";return s`<div
        class="node us"
        data-id=${C.id}
        tabindex=${t}
        role="img"
        aria-label=${L("map.us",{name:i})}
      >
        ${V4()}<bdi class="name clip">${i}</bdi>
      </div>`}let M=!r.direct&&Date.now()-r.last_seen>UV;return s`<button
      class="node ${r.direct?"near":"far"} ${M?"fades":""} ${r.blocked?"blocked":""}"
      data-id=${C.id}
      tabindex=${t}
      aria-label="${r.nickname}, ${r.blocked?L("peer.blocked"):b1(r,L)}"
      aria-pressed=${r.fingerprint===this.selected?"true":"false"}
      @click=${()=>this.choose(r.fingerprint,C.id)}
      @focus=${()=>this.current=C.id}
    >
      ${L1(r.fingerprint,r.nickname)}<bdi class="name clip">${r.nickname}</bdi>
    </button>`}renderLegend(){let{t:C}=this;return s`<ul class="legend">
      ${["central","peripheral","announced"].map(L=>s`<li>
            <svg viewBox="0 0 28 6" aria-hidden="true">
              ${Z2`<line class=${L} x1="2" y1="3" x2="26" y2="3" stroke-width="3"></line>`}
            </svg>
            ${C(`map.legend_${L}`)}
          </li>`)}
    </ul>`}tool(C,e,L){return s`<button class="icon-button" aria-label=${e} title=${e} @click=${L}>
      ${b(C)}
    </button>`}routeNames(C,e,L){return(C.routes.get(e.peer_id)?.slice(0,-1)??[]).map(t=>L.byPeerId(t)?.nickname??t.slice(0,8))}tellNews(C){let e=new Set(C.inReach.map(({fingerprint:t})=>t)),L=this.present;if(this.present=e,!L)return;let r=t=>C.get(t)?.nickname??"";for(let t of e)L.has(t)||this.came.push(r(t));for(let t of L)e.has(t)||this.went.push(r(t));this.newsTimer!==void 0||!(this.came.length||this.went.length)||(this.newsTimer=setTimeout(()=>{this.newsTimer=void 0;let{t}=this,M=[...this.came.length?[t("map.came",{names:h6(this.came)})]:[],...this.went.length?[t("map.went",{names:h6(this.went)})]:[]];this.came=[],this.went=[],this.news=M.join(" ")},GV))}draw(){let{places:C}=this.layout;for(let[e,L]of this.nodes){let r=C.get(e);r&&(L.style.translate=`${r.x.toFixed(1)}px ${r.y.toFixed(1)}px`)}for(let e of this.graph?.edges??[]){let L=this.lines.get(e.id),r=C.get(e.from),t=C.get(e.to);!L||!r||!t||(L.setAttribute("x1",r.x.toFixed(1)),L.setAttribute("y1",r.y.toFixed(1)),L.setAttribute("x2",t.x.toFixed(1)),L.setAttribute("y2",t.y.toFixed(1)))}}follow(){this.endPulses||!this.isConnected||(this.endPulses=this.session?.topology.onPulses(this.onPulses))}send(C,e,L,r){let t=document.createElementNS("http://www.w3.org/2000/svg","circle");t.setAttribute("r",e.kind==="other"?"3":"6"),t.setAttribute("class",`dot ${e.kind}`),C.append(t);let M=t.animate([{transform:`translate(${L.x}px, ${L.y}px)`,opacity:.2},{opacity:1,offset:.15},{opacity:1,offset:.85},{transform:`translate(${r.x}px, ${r.y}px)`,opacity:.2}],{duration:v6,easing:"ease-in-out"});M.onfinish=M.oncancel=()=>t.remove()}flash(C,e){let L=this.lines.get(b0(C,e));L&&(L.classList.add("lit"),setTimeout(()=>L.classList.remove("lit"),v6))}followPointer(){let{stage:C}=this;!C||C===this.zoomed||(this.zoomed=C,this.zooming=y0().scaleExtent([B0,u6]).filter(e=>e.type==="wheel"?e.ctrlKey||this.moved:!("button"in e&&e.button)).on("zoom",({transform:e,sourceEvent:L})=>{this.transform=e,L&&(this.moved=!0,this.world?.classList.remove("eased")),this.world&&(this.world.style.transform=`translate(${e.x}px, ${e.y}px) scale(${e.k})`)}),n1(C).call(this.zooming).on("dblclick.zoom",null),this.fitUnlessMoved())}fitUnlessMoved(){this.moved||this.fit(!1)}fit(C){let{stage:e,zooming:L}=this;if(!e||!L)return;let{clientWidth:r,clientHeight:t}=e,M=[...this.layout.places.values()];if(!r||!t||!M.length)return;C&&(this.moved=!1);let i=M.map(({x:v})=>v),o=M.map(({y:v})=>v),[a,n]=[Math.min(...i),Math.max(...i)],[d,A]=[Math.min(...o),Math.max(...o)],u=Math.min(1.1,(r-2*c6)/Math.max(1,n-a),(t-2*c6)/Math.max(1,A-d)),l=Math.max(B0,u);this.moveTo(T1.translate(r/2,t/2).scale(l).translate(-(a+n)/2,-(d+A)/2),C)}zoomBy(C){let{stage:e}=this;if(!e)return;this.moved=!0;let{clientWidth:L,clientHeight:r}=e,{x:t,y:M,k:i}=this.transform,o=Math.min(u6,Math.max(B0,i*C)),a=o/i;this.moveTo(T1.translate(L/2+(t-L/2)*a,r/2+(M-r/2)*a).scale(o),!0)}moveTo(C,e){!this.stage||!this.zooming||(this.world?.classList.toggle("eased",e),n1(this.stage).call(this.zooming.transform,C))}step(C,e){let{places:L}=this.layout,r=this.current?L.get(this.current):void 0;if(!r)return;let t,M=Number.POSITIVE_INFINITY;for(let{id:i,x:o,y:a}of L.values()){let n=(o-r.x)*C+(a-r.y)*e,d=Math.abs((o-r.x)*e)+Math.abs((a-r.y)*C);if(i===r.id||n<=0)continue;let A=n+2*d;A<M&&([t,M]=[i,A])}t&&(this.current=t,this.nodes.get(t)?.focus())}choose(C,e){this.selected=C,e&&(this.current=e)}static{this.styles=[D,r1,j1,B`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--mb-surface);
        container-type: inline-size;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 8px;
        padding-inline-start: 16px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
      }

      .count {
        flex: 1;
        min-width: 0;
        font-size: 14px;
        color: var(--mb-muted);
      }

      h2 {
        margin: 0;
        font-size: 18px;
        font-weight: 500;
        color: var(--mb-text);
      }

      .body {
        position: relative;
        flex: 1;
        min-height: 0;
        display: flex;
      }

      mesh-broadcast-peer-table {
        flex: 1;
        min-width: 0;
      }

      .stage {
        position: relative;
        flex: 1;
        min-width: 0;
        overflow: hidden;
        touch-action: none;
        cursor: grab;
        direction: ltr;
        background: radial-gradient(
          circle at 50% 50%,
          color-mix(in srgb, var(--mb-accent) 7%, var(--mb-surface)),
          var(--mb-surface) 70%
        );
      }

      .stage:active {
        cursor: grabbing;
      }

      .world {
        position: absolute;
        inset-block-start: 0;
        left: 0;
        width: 0;
        height: 0;
        transform-origin: 0 0;
      }

      .world.eased {
        transition: transform 250ms ease-out;
      }

      .lines {
        position: absolute;
        overflow: visible;
        width: 1px;
        height: 1px;
        left: 0;
        inset-block-start: 0;
        pointer-events: none;
      }

      .ring {
        fill: none;
        stroke: color-mix(in srgb, var(--mb-text) 9%, transparent);
      }

      line {
        stroke: color-mix(in srgb, var(--mb-text) 30%, var(--mb-surface));
        stroke-linecap: round;
      }

      line.central {
        stroke: var(--mb-accent);
      }

      line.peripheral {
        stroke: var(--mb-accent);
        stroke-dasharray: 8 7;
      }

      line.announced {
        stroke-dasharray: 1 6;
      }

      line.lit {
        stroke: var(--mb-warning);
      }

      .dot {
        fill: var(--mb-accent);
        stroke: var(--mb-surface);
        stroke-width: 1.5;
      }

      .dot.private {
        fill: var(--mb-success);
      }

      .dot.relay {
        fill: var(--mb-warning);
      }

      .dot.other {
        fill: var(--mb-muted);
      }

      .node {
        position: absolute;
        left: -54px;
        inset-block-start: -22px;
        width: 108px;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 2px;
        padding: 2px 0;
        border-radius: 14px;
        cursor: pointer;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-text);
        transition: opacity 400ms;
      }

      .us {
        cursor: inherit;
        font-weight: 500;
      }

      .us .avatar {
        --size: 52px;
        margin-top: -6px;
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .far .avatar {
        --size: 34px;
        margin: 3px;
      }

      .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface);
      }

      .fades {
        opacity: 0.6;
      }

      .blocked .avatar {
        filter: grayscale(1);
      }

      .node[aria-pressed="true"] .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface), 0 0 0 6px var(--mb-accent);
      }

      .name {
        max-width: 108px;
        padding: 0 6px;
        border-radius: 9px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        contain: paint;
      }

      .legend {
        position: absolute;
        inset-block-end: 8px;
        inset-inline-start: 12px;
        margin: 0;
        padding: 6px 10px;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        font-size: 12.5px;
        color: var(--mb-muted);
        border-radius: 10px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        pointer-events: none;
        direction: inherit;
      }

      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        width: 28px;
        height: 6px;
      }

      aside {
        flex: 0 0 340px;
        min-height: 0;
        display: grid;
        border-inline-start: 1px solid var(--mb-line);
        background: var(--mb-surface);
        z-index: 1;
      }

      @container (max-width: 720px) {
        aside {
          position: absolute;
          inset-inline: 0;
          inset-block-end: 0;
          max-height: 72%;
          border: 0;
          border-radius: 20px 20px 0 0;
          box-shadow: 0 -4px 24px rgb(0 0 0 / 28%);
          overflow: hidden;
        }

        .legend {
          font-size: 12px;
        }
      }
    `]}};h([O()],o1.prototype,"heading",2),h([O({type:Boolean})],o1.prototype,"table",2),h([w()],o1.prototype,"asTable",2),h([w()],o1.prototype,"selected",2),h([w()],o1.prototype,"news",2),h([w()],o1.prototype,"current",2),h([G(".stage")],o1.prototype,"stage",2),h([G(".world")],o1.prototype,"world",2),h([G(".dots")],o1.prototype,"dots",2),h([G("mesh-broadcast-peer-details")],o1.prototype,"details",2);function qV(H){let V=Math.max(0,...H.nodes.map(({hops:C})=>C??0));return Array.from({length:Math.min(V,QV)},(C,e)=>(e+1)*x2)}function h6(H){let V=H.slice(0,3).join(", ");return H.length>3?`${V} +${H.length-3}`:V}function Z6(H,V,C){let[e]=H,L=H.at(-1);if(!e||!L)return"";let r=Math.max(1,L[0]-e[0]),t="",M;for(let[i,o]of H){let a=H.length===1?V:(i-e[0])/r*V,n=(Math.min(-30,Math.max(-100,o))- -100)/70,d=M===void 0||i-M>12e4?"M":"L";t+=`${d}${a.toFixed(1)} ${((1-n)*C).toFixed(1)}`,H.length===1&&(t+="h0"),M=i}return t}async function u3(H){try{return await navigator.clipboard.writeText(H),!0}catch{return KV(H)}}function KV(H){let V=document.createElement("textarea");V.value=H,V.style.cssText="position:fixed;opacity:0";let C=document.activeElement;document.body.append(V),V.select();let e=!1;try{e=document.execCommand("copy")}catch{}return V.remove(),C instanceof HTMLElement&&C.focus(),e}var f6=240,S6=48,jV=600,A1=class extends F{constructor(){super(...arguments);this.route=[];this.links=[];this.samples=[];this.onWrite=()=>{let{hass:C,peer:e}=this;C&&e&&!L4(C,e.fingerprint)&&(this.outcome={text:this.t("map.no_chat"),bad:!0})};this.onPing=()=>{let{hass:C,peer:e,t:L,formats:r}=this;!C||!e||this.doing("ping",e,async()=>{let t=await d7(C,e.fingerprint);if(!t.answered||t.round_trip_ms===null)return L("map.no_answer");let M=r.number(Math.round(t.round_trip_ms));return t.hops===null?L("map.answered",{time:M}):L.plural("map.answered_hops",t.hops,{time:M})})}}focus(){this.heading?.focus()}willUpdate(C){let{peer:e}=this;if(e?.fingerprint!==this.shown)this.shown=e?.fingerprint,this.samples=[],this.outcome=void 0,this.question=void 0,e&&this.loadSamples(e.fingerprint);else if(e&&e.rssi!==null&&C.has("peer")){let L=this.samples.at(-1);(!L||e.last_seen>L[0]&&e.rssi!==L[1])&&(this.samples=[...this.samples,[e.last_seen,e.rssi]].slice(-jV))}}updated(C){C.has("question")&&this.question&&!this.dialog.open&&this.dialog.showModal()}render(){let{t:C,peer:e}=this;return e?s`<div class="content">
      <header>
        ${L1(e.fingerprint,e.nickname,e.in_reach)}
        <h2 tabindex="-1"><bdi class="clip">${e.nickname}</bdi></h2>
        <button
          class="icon-button"
          aria-label=${C("common.close")}
          title=${C("common.close")}
          @click=${()=>this.fire("mesh-close")}
        >
          ${b(q1)}
        </button>
      </header>
      ${this.renderActions(e)}
      <p class="outcome ${this.outcome?.bad?"bad":""}" role="status">
        ${this.outcome?.text??""}
      </p>
      <dl>
        ${this.facts(e).map(([L,r])=>s`<div>
              <dt>${L}</dt>
              <dd>${r}</dd>
            </div>`)}
      </dl>
      ${this.renderSignal(e)} ${this.renderQuestion(e)}
    </div>`:c}renderActions(C){let{t:e}=this,{node:L}=this.session?.peers??{},r=this.hass?.user?.is_admin??!1;return s`<div class="actions">
      ${L?.may_read_private&&!C.blocked?this.button(R5,e("map.write"),this.onWrite):c}
      ${this.button(X2,e("map.ping"),this.onPing,this.busy==="ping")}
      ${r?s`${C.trust==="verified"?this.button(Y7,e("map.unverify"),()=>this.change("unverify_peer")):this.button(y1,e("map.verify"),()=>this.ask("verify_peer"))}
          ${C.blocked?this.button(I3,e("map.unblock"),()=>this.change("unblock_peer")):this.button(I3,e("map.block"),()=>this.ask("block_peer"))}`:c}
      ${C.device_id?s`<a
            class="text-button filled"
            href="/config/devices/device/${encodeURIComponent(C.device_id)}"
            >${b(q7)}${e("map.device")}</a
          >`:c}
    </div>`}button(C,e,L,r=!1){return s`<button
      class="text-button filled ${r?"busy":""}"
      aria-disabled=${this.busy?"true":"false"}
      @click=${()=>{this.busy||L()}}
    >
      ${b(C)}${e}
    </button>`}facts(C){let{t:e,formats:L}=this,r=[[e("map.distance"),b1(C,e)],[e("map.last_seen"),s`<span title=${L.moment(C.last_seen)}
          >${L.relative(C.last_seen,Date.now())}</span
        >`]];this.route.length&&r.push([e("map.route"),s`<ol>
          ${this.route.map(t=>s`<li><bdi class="clip">${t}</bdi></li>`)}
        </ol>`]);for(let t of this.links)r.push([e("map.link"),`${e(`map.role_${t.role}`)}${t.mtu?`, MTU ${L.number(t.mtu)}`:""}`]);return r.push([e("details.trust"),C.blocked?`${e("peer.blocked")}. ${e(`trust.${C.trust}_long`)}`:e(`trust.${C.trust}_long`)]),r.push([e("details.fingerprint"),s`<span class="print mono">${U5(C.fingerprint)}</span
        ><button
          class="icon-button"
          aria-label=${e("map.copy_fingerprint")}
          title=${e("map.copy_fingerprint")}
          @click=${()=>this.copy(C.fingerprint)}
        >
          ${b(T5)}
        </button>`]),r}renderSignal(C){let{t:e,formats:L,samples:r}=this,t=r.at(-1);if(!t||!C.direct)return c;let M=r.map(([,n])=>n),[i,o]=[Math.min(...M),Math.max(...M)].map(n=>e("signal.dbm",{value:L.number(n)})),a=e("signal.dbm",{value:L.number(C.rssi??t[1])});return s`<figure>
      <figcaption>
        <span>${e("map.signal")}</span><span class="value">${a}</span>
      </figcaption>
      <svg
        viewBox="0 -3 ${f6} ${S6+6}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${e("map.signal_range",{low:i,high:o})}
      >
        ${Z2`<path class="spark" d=${Z6(r,f6,S6)} vector-effect="non-scaling-stroke"></path>`}
      </svg>
    </figure>`}renderQuestion(C){let{t:e,question:L}=this;return s`<dialog
      aria-labelledby="question"
      @close=${()=>this.question=void 0}
      @click=${r=>r.target===this.dialog&&this.dialog.close()}
    >
      ${L?s`<div class="ask">
            <h3 id="question">
              ${e(L==="verify_peer"?"map.verify_title":"map.block_title",{name:C.nickname})}
            </h3>
            <p>${e(L==="verify_peer"?"map.verify_text":"map.block_text")}</p>
            ${L==="verify_peer"?s`<p class="print mono">${U5(C.fingerprint)}</p>`:c}
            <div class="choices">
              <button class="text-button" @click=${()=>this.dialog.close()}>
                ${e("common.cancel")}
              </button>
              <button
                class="text-button filled"
                @click=${()=>{this.dialog.close(),this.change(L)}}
              >
                ${e(L==="verify_peer"?"map.verify_yes":"map.block")}
              </button>
            </div>
          </div>`:c}
    </dialog>`}ask(C){this.question=C}change(C){let{hass:e,peer:L,t:r}=this;!e||!L||this.doing(C,L,async()=>(await s7(e,C,L.fingerprint),r(`map.done_${C}`)))}async copy(C){let e=await u3(C);this.outcome={text:this.t(e?"message.copied":"message.copy_failed"),bad:!e}}async doing(C,e,L){this.busy=C,this.outcome=void 0;let r;try{r={text:await L(),bad:!1}}catch(t){r={text:M1(K.from(t),this.t),bad:!0}}this.busy=void 0,this.shown===e.fingerprint&&(this.outcome=r)}async loadSamples(C){try{let{samples:e}=await this.session?.api.signalHistory(C)??{samples:[]};this.shown===C&&(this.samples=e)}catch{}}static{this.styles=[D,r1,B`
      :host {
        display: block;
        overflow: auto;
      }

      .content {
        padding: 12px 16px 20px;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-inline-end: -8px;
      }

      h2 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        display: flex;
        overflow: hidden;
        contain: paint;
        line-height: 1.6;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }

      .actions .text-button,
      .choices .text-button {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        text-decoration: none;
      }

      .actions .icon {
        font-size: 20px;
      }

      .busy .icon {
        animation: turn 1s linear infinite;
      }

      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }

      .outcome {
        margin: 8px 0 0;
        min-height: 20px;
        font-size: 14px;
        line-height: 20px;
        color: var(--mb-muted);
        overflow-wrap: anywhere;
      }

      .outcome.bad {
        color: var(--mb-error-text);
      }

      dl {
        margin: 8px 0 0;
        display: grid;
        gap: 12px;
      }

      dt {
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      dd {
        margin: 2px 0 0;
        font-size: 15px;
        line-height: 1.4;
        overflow-wrap: anywhere;
        overflow: hidden;
        contain: paint;
      }

      dd:has(.icon-button) {
        display: flex;
        align-items: center;
      }

      ol {
        margin: 0;
        padding: 0;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
      }

      li {
        display: flex;
        max-width: 100%;
      }

      li:not(:last-child)::after {
        content: "›";
        margin-inline-start: 8px;
        color: var(--mb-muted);
      }

      :host(:dir(rtl)) li:not(:last-child)::after {
        content: "‹";
      }

      .mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
        overflow-wrap: anywhere;
      }

      figure {
        margin: 16px 0 0;
      }

      figcaption {
        display: flex;
        justify-content: space-between;
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      .value {
        color: var(--mb-text);
      }

      figure svg {
        display: block;
        width: 100%;
        height: 54px;
        margin-top: 4px;
        direction: ltr;
      }

      .spark {
        fill: none;
        stroke: var(--mb-accent);
        stroke-width: 2;
        stroke-linejoin: round;
        stroke-linecap: round;
      }

      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .ask {
        padding: 24px;
      }

      h3 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        overflow-wrap: anywhere;
        overflow: hidden;
        contain: paint;
        unicode-bidi: isolate;
      }

      .ask p {
        font-size: 14px;
        line-height: 1.5;
      }

      .ask .mono {
        font-size: 16px;
      }

      .choices {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        flex-wrap: wrap;
      }
    `]}};h([O({attribute:!1})],A1.prototype,"peer",2),h([O({attribute:!1})],A1.prototype,"route",2),h([O({attribute:!1})],A1.prototype,"links",2),h([w()],A1.prototype,"samples",2),h([w()],A1.prototype,"busy",2),h([w()],A1.prototype,"outcome",2),h([w()],A1.prototype,"question",2),h([G("h2")],A1.prototype,"heading",2),h([G("dialog")],A1.prototype,"dialog",2);var p5=class extends F{constructor(){super(...arguments);this.peers=[]}render(){let{t:C,formats:e}=this,L=Date.now();return s`<table>
      <thead>
        <tr>
          <th scope="col">${C("map.column_peer")}</th>
          <th scope="col">${C("map.distance")}</th>
          <th scope="col">${C("map.signal")}</th>
          <th scope="col">${C("map.last_seen")}</th>
        </tr>
      </thead>
      <tbody>
        ${O1(XV(this.peers),r=>r.fingerprint,r=>s`<tr>
              <th scope="row">
                <button @click=${()=>this.fire("mesh-peer",r.fingerprint)}>
                  ${L1(r.fingerprint,r.nickname)}
                  <bdi class="clip">${r.nickname}</bdi>
                  ${r.trust==="verified"?s`<span class="badge" title=${C("trust.verified")}
                        >${b(y1)}<span class="sr-only"
                          >${C("trust.verified")}</span
                        ></span
                      >`:c}
                </button>
              </th>
              <td>${r.blocked?C("peer.blocked"):b1(r,C)}</td>
              <td>
                ${r.rssi===null?"–":C("signal.dbm",{value:e.number(r.rssi)})}
              </td>
              <td>${e.relative(r.last_seen,L)}</td>
            </tr>`)}
      </tbody>
    </table>`}static{this.styles=[D,r1,B`
      :host {
        display: block;
        overflow: auto;
        container-type: inline-size;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
        font-size: 14px;
      }

      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--mb-surface);
        color: var(--mb-muted);
        font-weight: 500;
        font-size: 12.5px;
        text-align: start;
        padding: 12px 8px 8px;
      }

      th:first-child {
        width: 46%;
        padding-inline-start: 16px;
      }

      tbody th {
        font-weight: 500;
        padding: 0 8px;
        text-align: start;
      }

      td {
        padding: 0 8px;
        color: var(--mb-muted);
        overflow: hidden;
        text-overflow: ellipsis;
      }

      tr {
        border-bottom: 1px solid var(--mb-line);
      }

      button {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 52px;
        text-align: start;
        overflow: hidden;
        contain: paint;
      }

      button:focus-visible {
        outline-offset: -2px;
      }

      .avatar {
        --size: 32px;
      }

      .badge {
        color: var(--mb-accent-text);
      }

      .badge .icon {
        font-size: 18px;
      }

      @container (max-width: 460px) {
        th:nth-child(3),
        td:nth-child(3) {
          display: none;
        }
      }
    `]}};h([O({attribute:!1})],p5.prototype,"peers",2);function XV(H){let V=Number.MAX_SAFE_INTEGER;return[...H].sort((C,e)=>(C.hops??V)-(e.hops??V)||C.nickname.localeCompare(e.nickname)||(C.fingerprint<e.fingerprint?-1:1))}var YV=250,R0=40,B1=class extends F{constructor(){super(...arguments);this.text="";this.busy=!1;this.asked=0;this.onInput=()=>{this.text=this.input.value,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.search()},YV)};this.onKey=C=>{if(C.key==="Escape"){C.stopPropagation(),this.fire("mesh-close");return}if(C.key!=="ArrowDown"&&C.key!=="ArrowUp")return;let e=[...this.renderRoot.querySelectorAll("input, li button")],L=e.indexOf(C.target);e[L+(C.key==="ArrowDown"?1:-1)]?.focus(),C.preventDefault()}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}firstUpdated(){this.input.focus()}render(){let{t:C}=this;return s`<div class="bar" role="search" @keydown=${this.onKey}>
        ${b(b2)}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
          placeholder=${C("search.placeholder")}
          aria-label=${C("search.placeholder")}
          .value=${this.text}
          @input=${this.onInput}
        />
        <button
          class="icon-button"
          aria-label=${C("search.close")}
          title=${C("search.close")}
          @click=${()=>this.fire("mesh-close")}
        >
          ${b(q1)}
        </button>
      </div>
      <div class="sr-only" role="status">
        ${this.found?C.plural("search.found",this.found.length):""}
      </div>
      <div class="results" @keydown=${this.onKey}>${this.renderResults()}</div>`}renderResults(){let{t:C,formats:e,found:L,error:r}=this;if(r)return t1({icon:a1,title:C("search.failed"),text:M1(r,C),action:{label:C("common.try_again"),run:()=>{this.search()}}});if(!L)return this.text.trim()||this.busy?c:t1({icon:b2,title:C("search.title"),text:C("search.hint")});if(!L.length)return t1({icon:b2,title:C("search.none"),text:C("search.none_hint")});let t=Date.now();return s`<ul>
      ${[...L].reverse().map(M=>s`<li>
            <button @click=${()=>this.fire("mesh-found",M)}>
              <span class="upper">
                <bdi class="clip">${M.own?C("message.you"):M.nickname}</bdi>
                <time>${e.short(e1(M),t)}</time>
              </span>
              <span class="snippet" dir="auto">${JV(M.text,this.text.trim())}</span>
            </button>
          </li>`)}
    </ul>`}async search(){let C=this.text.trim();this.asked+=1;let e=this.asked;if(this.error=void 0,!C||!this.thread){this.found=void 0;return}this.busy=!0;try{let L=await this.thread.search(C);e===this.asked&&(this.found=L)}catch(L){e===this.asked&&(this.error=K.from(L))}finally{e===this.asked&&(this.busy=!1)}}static{this.styles=[D,j1,B`
      :host {
        display: flex;
        flex-direction: column;
        position: absolute;
        inset: 0;
        z-index: 2;
        background: var(--mb-surface);
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        color: var(--mb-muted);
      }

      .bar:focus-within {
        box-shadow: inset 0 -2px var(--mb-accent-text);
      }

      input {
        flex: 1;
        min-width: 0;
        height: 44px;
        border: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        font-size: 16px;
      }

      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      input::-webkit-search-cancel-button {
        display: none;
      }

      .results {
        flex: 1;
        min-height: 0;
        overflow: hidden auto;
        display: flex;
        flex-direction: column;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      li button {
        display: grid;
        gap: 2px;
        width: 100%;
        min-height: 56px;
        padding: 8px 12px;
        border-radius: 12px;
        text-align: start;
      }

      li button:hover {
        background: var(--mb-hover);
      }

      li button:focus-visible {
        outline-offset: -2px;
      }

      .upper {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        font-size: 13px;
        font-weight: 500;
        color: var(--mb-accent-text);
        min-width: 0;
      }

      .upper .clip {
        contain: paint;
        line-height: 18px;
      }

      time {
        font-weight: 400;
        color: var(--mb-muted);
        flex: none;
      }

      .snippet {
        font-size: 14px;
        line-height: 20px;
        overflow-wrap: anywhere;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        contain: paint;
        unicode-bidi: plaintext;
      }

      mark {
        background: color-mix(in srgb, var(--mb-warning) 45%, transparent);
        color: inherit;
        border-radius: 3px;
      }
    `]}};h([O({attribute:!1})],B1.prototype,"thread",2),h([w()],B1.prototype,"text",2),h([w()],B1.prototype,"found",2),h([w()],B1.prototype,"error",2),h([w()],B1.prototype,"busy",2),h([G("input")],B1.prototype,"input",2);function JV(H,V){let C=H.replace(/\s+/gu," "),e=C.toLocaleLowerCase().indexOf(V.toLocaleLowerCase());if(e<0)return C.slice(0,2*R0);let L=Math.max(0,e-R0),r=e+V.length;return s`${L>0?"…":""}${C.slice(L,e)}<mark>${C.slice(e,r)}</mark
    >${C.slice(r,r+2*R0)}`}var Ce={},g6=z5(class extends O2{constructor(){super(...arguments),this.ot=Ce}render(H,V){return V()}update(H,[V,C]){if(Array.isArray(V)){if(Array.isArray(this.ot)&&this.ot.length===V.length&&V.every((e,L)=>e===this.ot[L]))return d1}else if(this.ot===V)return d1;return this.ot=Array.isArray(V)?Array.from(V):V,this.render(V,C)}});var E0="day-",c3=class{constructor(){this.start=0;this.end=0;this.lead=0}toEnd(V){this.put(V.length-36,V.length,V)}around(V,C){let e=Math.min(V-18,C.length-36);this.put(e,e+36,C)}follow(V,C){if(C||this.firstKey===void 0){this.toEnd(V);return}let e=V.indexOf(this.firstKey),L=Math.max(0,e-this.lead),r=this.lastKey===void 0?-1:V.lastIndexOf(this.lastKey);e>=0&&r>=L?this.put(L,Math.min(r+1,L+80),V):e>=0?this.put(L,L+36,V):r>=0?this.put(r+1-36,r+1,V):this.toEnd(V)}up(V){if(this.start===0)return!1;let C=Math.max(0,this.start-12);return this.put(C,Math.min(this.end,C+80),V),!0}down(V){if(this.end>=V.length)return!1;let C=Math.min(V.length,this.end+12);return this.put(Math.max(this.start,C-80),C,V),!0}put(V,C,e){this.start=Math.max(0,V),this.end=Math.min(e.length,Math.max(C,0));let L=this.start;for(;L<this.end&&e[L]?.startsWith(E0);)L+=1;this.lead=L-this.start,this.firstKey=e[L],this.lastKey=e[this.end-1]}};var He=5*6e4;function y6(H){let V=[],C="",e,L=(r,t,M)=>{let i=H.dayKey(t),o=!1;i!==C&&(C=i,V.push({kind:"day",key:`${E0}${i}`,at:t}),o=!0),M.kind==="message"&&M.message.message_id===H.firstUnread&&(V.push({kind:"unread",key:"unread"}),o=!0);let a=!o&&e?.author===r&&t-e.at<=He;a&&e&&(e.row.last=!1),M.first=!a,e={author:r,at:t,row:M},V.push(M)};for(let r of H.messages)L(r.own?"own":r.fingerprint??r.nickname,e1(r),{kind:"message",key:H.keyOf(r),message:r,first:!0,last:!0});for(let r of H.pending)L("own",r.at,{kind:"pending",key:r.localId,pending:r,first:!0,last:!0});return V}var b6=48,O6=900,Ve=200,ee=1700,V1=class extends F{constructor(){super(...arguments);this.canWrite=!1;this.showSignal=!1;this.newBelow=0;this.spoken="";this.atEnd=!0;this.threadWatch=new Y(this);this.peersWatch=new Y(this);this.window=new c3;this.expanded=new Set;this.resending=new Set;this.rows=[];this.keys=[];this.rowsMadeOf=[];this.scrolling=0;this.toEnd=()=>{this.atEnd=!0,this.newBelow=0,this.window.toEnd(this.keys),this.requestUpdate()};this.onScroll=()=>{this.scrolling||=requestAnimationFrame(()=>{this.scrolling=0,this.scrolled()})};this.onKey=C=>{let e=C.target.closest(".row.message");if(!e)return;let L=C.target===e;switch(C.key){case"ArrowUp":case"ArrowDown":if(L)this.step(e,C.key==="ArrowUp"?-1:1);else return;break;case"ArrowLeft":case"ArrowRight":if(L)return;this.stepAction(C);break;case"Home":if(!L)return;this.scroller.scrollTop=0;break;case"End":if(!L)return;this.toEnd();break;case"Enter":case" ":if(!L)return;e.querySelector(".actions button")?.focus();break;case"Escape":L?this.fire("mesh-compose"):e.focus();break;default:return}C.preventDefault(),C.stopPropagation()};this.onFocus=C=>{let e=F0(C);e&&(this.active=this.focused=e)};this.onPointer=C=>{if(C.pointerType!=="mouse")return;let e=F0(C);e&&e!==this.active&&(this.active=e)};this.onLeave=C=>{C.pointerType==="mouse"&&(this.active=void 0)};this.onClick=C=>{if(C.target.closest("button")||getSelection()?.toString())return;let L=F0(C);L&&(this.rememberPlace(),this.active=this.focused=L)}}get showsNewest(){return this.atEnd&&(this.thread?.loaded??!1)}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.observeSize()}disconnectedCallback(){super.disconnectedCallback(),this.resized?.disconnect(),cancelAnimationFrame(this.scrolling),this.scrolling=0}async reveal(C){let{thread:e}=this;if(!e||!await e.reveal(C))return!1;let L=e.get(C);if(!L)return!1;this.makeRows();let r=e.keyOf(L),t=this.keys.indexOf(r);return this.window.around(t,this.keys),this.atEnd=!1,this.target={key:r,place:.35},this.flashing=r,this.focused=r,setTimeout(()=>{this.flashing===r&&(this.flashing=void 0)},ee),this.requestUpdate(),await this.updateComplete,this.rowElement(r)?.focus({preventScroll:!0}),!0}willUpdate(C){C.has("peers")&&this.peersWatch.set(this.peers),C.has("thread")&&(this.threadWatch.set(this.thread),this.open()),this.thread!==this.opened&&this.thread?.loaded&&this.settle();let e=this.keys.length;(this.makeRows()||C.has("thread"))&&(this.noticeNews(e),this.rememberPlace(),this.window.follow(this.keys,this.atEnd))}render(){let{thread:C,t:e}=this;if(!C)return s``;let L=this.context(C),r=this.rows.slice(this.window.start,this.window.end),t=this.tabbableKey(r),M=C.loaded&&!this.rows.length;return s`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${e("thread.label")}
        aria-busy=${C.loading?"true":"false"}
        tabindex=${r.length?-1:0}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
        @pointerover=${this.onPointer}
        @pointerleave=${this.onLeave}
        @click=${this.onClick}
      >
        ${M?this.renderEmpty(C):c}
        ${!C.loaded&&C.error?t1({icon:a1,title:e("thread.failed"),text:M1(C.error,e),action:{label:e("common.try_again"),run:()=>{C.load()}}}):c}
        ${!C.loaded&&!C.error?t1({icon:y2,title:e("thread.loading"),busy:!0}):c}
        <div class="rows">
          ${this.rows.length?this.renderTop(C):c}
          ${O1(r,i=>i.key,i=>this.renderRow(i,L,t))}
        </div>
      </div>
      ${this.atEnd?c:s`<button class="jump ${this.newBelow?"news":""}" @click=${this.toEnd}>
            ${b(B7)}
            <span class=${this.newBelow?"":"sr-only"}
              >${this.newBelow?e.plural("thread.new_messages",this.newBelow):e("thread.to_end")}</span
            >
          </button>`}
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `}firstUpdated(){this.observeSize()}updated(){let{scroller:C}=this;if(C){if(this.target){let{key:e,place:L}=this.target,r=this.rowElement(e);if(this.target=void 0,r){let t=r.getBoundingClientRect().top-C.getBoundingClientRect().top;C.scrollTop+=t-C.clientHeight*L,this.endDistance()<b6&&this.window.end===this.keys.length&&(this.atEnd=!0,this.newBelow=0)}}else if(this.atEnd)C.scrollTop=C.scrollHeight;else if(this.anchor){let e=this.rowElement(this.anchor.key);if(e){let L=e.getBoundingClientRect().top;C.scrollTop+=L-this.anchor.top}}this.anchor=void 0,this.tellSeen(),this.onScroll()}}renderRow(C,e,L){switch(C.kind){case"day":return s`<div class="row day" data-key=${C.key}>
          <span>${this.formats.day(C.at,Date.now())}</span>
        </div>`;case"unread":return s`<div class="row unread" data-key=${C.key}>
          <span>${this.t("thread.unread_marker")}</span>
        </div>`;case"message":{let{message:r}=C,t={active:this.active===C.key,tabbable:L===C.key,flash:this.flashing===C.key},M=e.peerOf(r.fingerprint),i=[r,C.first,C.last,t.active,t.tabbable,t.flash,M?.trust,e.isAmbiguous(r.nickname),e.isExpanded(C.key),e.resending(r.message_id),e.names,e.ownName,e.showSignal,e.canWrite,e.t,e.formats];return g6(i,()=>m4(C,e,t))}case"pending":return v4(C,e)}}renderTop(C){let{t:e}=this;if(this.window.start>0)return s``;if(C.loadingOlder)return s`<div class="top" role="status">
        <span class="spin">${b(U7)}</span>${e("thread.loading_older")}
      </div>`;if(C.error)return s`<div class="top" role="status">
        ${M1(C.error,e)}
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${e("common.try_again")}
        </button>
      </div>`;if(C.more)return s`<div class="top">
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${e("thread.load_older")}
        </button>
      </div>`;let L=this.peers?.node?.retention_days;return s`<div class="top">
      ${b(I7)}
      <span
        >${C.pruned?L?e.plural("thread.pruned_days",L):e("thread.pruned"):e("thread.beginning")}</span
      >
    </div>`}renderEmpty(C){let{t:e}=this;if(C.conversation===R)return t1({icon:y2,title:e("thread.empty_public"),text:this.canWrite?e("thread.empty_public_hint"):e("thread.empty_read_only")});let L=this.peers?.get(C.conversation);return t1({icon:y2,title:e("thread.empty_private",{name:L?.nickname??""}),text:e("thread.empty_private_hint")})}context(C){let{peers:e}=this;return{t:this.t,formats:this.formats,names:e?.names??[],ownName:e?.node?.nickname??"",isPublic:C.conversation===R,showSignal:this.showSignal,canWrite:this.canWrite,peerOf:L=>L===null?void 0:e?.get(L),isAmbiguous:L=>e?.isAmbiguous(L)??!1,isExpanded:L=>this.expanded.has(L),resending:L=>this.resending.has(L),on:{reply:L=>this.fire("mesh-reply",L),mention:L=>this.fire("mesh-mention",L.nickname),copy:L=>{this.copy(L)},details:L=>this.fire("mesh-details",L),resend:L=>{this.resend(L)},expand:L=>{this.expanded.add(L),this.rememberPlace(),this.requestUpdate()},retry:L=>{C.retry(L)},edit:L=>this.fire("mesh-edit",C.discard(L)),discard:L=>{C.discard(L)}}}}async copy(C){let e=await u3(C.text);this.say(this.t(e?"message.copied":"message.copy_failed")),this.fire("mesh-toast",this.t(e?"message.copied":"message.copy_failed"))}async resend(C){let{thread:e}=this;if(!(!e||this.resending.has(C.message_id))){this.resending.add(C.message_id),this.requestUpdate();try{await e.resend(C.message_id)}catch(L){this.fire("mesh-toast",M1(K.from(L),this.t))}finally{this.resending.delete(C.message_id),this.requestUpdate()}}}open(){let{thread:C}=this;this.opened=void 0,this.firstUnread=void 0,this.newest=void 0,this.active=this.focused=this.flashing=void 0,this.expanded.clear(),this.newBelow=0,this.spoken="",this.atEnd=!0,this.rowsMadeOf=[],C&&!C.loaded&&C.load()}settle(){let{thread:C}=this;if(!C)return;this.opened=C;let e=C.messages.find(r=>r.unread);this.firstUnread=e?.message_id,this.newest=C.messages.at(-1)?.message_id,this.makeRows();let L=this.keys.indexOf("unread");L>=0?(this.atEnd=!1,this.newBelow=C.messages.filter(r=>r.unread).length,this.window.around(L,this.keys),this.target={key:"unread",place:.25}):this.window.toEnd(this.keys)}makeRows(){let{thread:C,formats:e}=this,L=[C,C?.messages,C?.pending,this.firstUnread,e];return L.every((r,t)=>r===this.rowsMadeOf[t])&&this.rowsMadeOf.length?!1:(this.rowsMadeOf=L,this.rows=C?y6({messages:C.messages,pending:C.pending,keyOf:r=>C.keyOf(r),dayKey:r=>e.dayKey(r),firstUnread:this.firstUnread}):[],this.keys=this.rows.map(r=>r.key),!0)}noticeNews(C){let{thread:e}=this;if(!e||e!==this.opened)return;let{messages:L}=e,r=L.at(-1);if(!r||r.message_id===this.newest){this.rows.at(-1)?.kind==="pending"&&this.keys.length>C&&(this.atEnd=!0);return}let t=L.length;for(;t>0&&L[t-1]?.message_id!==this.newest;)t-=1;let M=t===0?[]:L.slice(t).filter(o=>!o.own);if(this.newest=r.message_id,!M.length)return;this.atEnd||(this.newBelow+=M.length);let i=M.at(-1);i&&this.say(M.length>1?this.t.plural("thread.new_messages",M.length):`${i.nickname}: ${i.text.slice(0,Ve)}`)}say(C){this.spoken=C===this.spoken?`${C} `:C}tellSeen(){this.showsNewest&&this.fire("mesh-seen",this.thread?.conversation)}observeSize(){this.resized??=new ResizeObserver(()=>{this.atEnd&&!this.target&&(this.scroller.scrollTop=this.scroller.scrollHeight)}),this.resized.observe(this.scroller)}scrolled(){let{scroller:C,thread:e}=this;if(!e?.loaded||this.target||!C.clientHeight)return;let L=this.endDistance(),r=L<b6&&this.window.end===this.keys.length;r!==this.atEnd&&(this.atEnd=r,r&&(this.newBelow=0,this.tellSeen())),C.scrollTop<O6?(this.rememberPlace(),this.window.up(this.keys)?this.requestUpdate():e.error||e.loadOlder()):L<O6&&this.window.end<this.keys.length&&(this.rememberPlace(),this.window.down(this.keys)&&this.requestUpdate())}endDistance(){let{scroller:C}=this;return C.scrollHeight-C.scrollTop-C.clientHeight}rememberPlace(){let{scroller:C}=this;if(!C||this.atEnd||this.anchor)return;let e=C.getBoundingClientRect().top;for(let L of C.querySelectorAll(".row.message")){let{top:r,bottom:t}=L.getBoundingClientRect();if(t>e){this.anchor={key:L.dataset.key??"",top:r};return}}}tabbableKey(C){return this.focused&&C.some(e=>e.key===this.focused)?this.focused:C.findLast(e=>e.kind==="message")?.key}rowElement(C){for(let e of this.renderRoot.querySelectorAll(".row"))if(e.dataset.key===C)return e}step(C,e){let L=[...this.renderRoot.querySelectorAll(".row.message")],r=L[L.indexOf(C)+e];r?(r.focus({preventScroll:!0}),r.scrollIntoView({block:"nearest"})):e>0&&this.fire("mesh-compose")}stepAction(C){let e=C.target.closest("button"),L=[...e?.parentElement?.querySelectorAll("button")??[]],r=getComputedStyle(this).direction==="rtl",t=C.key==="ArrowRight"!==r?1:-1;e&&L[(L.indexOf(e)+t+L.length)%L.length]?.focus()}static{this.styles=[D,j1,r1,x4,B`
      :host {
        display: block;
        position: relative;
        min-height: 0;
        flex: 1;
      }

      .scroller {
        position: absolute;
        inset: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        /* We keep the place ourselves; two that do get in each other's way. */
        overflow-anchor: none;
        display: flex;
        flex-direction: column;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      .rows {
        margin-top: auto;
        padding-block: 8px 12px;
        width: 100%;
        /* On a wall, question and answer stay where one glance sees both. */
        max-width: 1040px;
        margin-inline: auto;
      }

      .row {
        /* One that changes does not move the insides of the others. */
        contain: layout style;
      }

      .row.day,
      .row.unread,
      .top {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 12px 16px 4px;
        font-size: 12.5px;
        color: var(--mb-muted);
        text-align: center;
      }

      .top {
        min-height: 48px;
        flex-wrap: wrap;
      }

      .top .icon {
        font-size: 16px;
      }

      .row.day span {
        background: var(--mb-other);
        border-radius: 12px;
        padding: 3px 12px;
        font-weight: 500;
      }

      .row.unread {
        color: var(--mb-accent-text);
        font-weight: 500;
      }

      .row.unread::before,
      .row.unread::after {
        content: "";
        flex: 1;
        border-top: 1px solid color-mix(in srgb, var(--mb-accent) 50%, transparent);
      }

      .spin {
        animation: spin 1s linear infinite;
      }

      @keyframes spin {
        to {
          rotate: 1turn;
        }
      }

      .jump {
        position: absolute;
        inset-block-end: 12px;
        inset-inline-end: 16px;
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 44px;
        height: 44px;
        padding: 0 10px;
        border-radius: 22px;
        background: var(--mb-surface);
        color: var(--mb-accent-text);
        border: 1px solid var(--mb-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 22%);
        font-size: 14px;
        font-weight: 500;
      }

      .jump.news {
        padding-inline-end: 16px;
        background: color-mix(in srgb, var(--mb-accent) 22%, var(--mb-surface));
      }

      .jump .icon {
        font-size: 22px;
      }
    `]}};h([O({attribute:!1})],V1.prototype,"thread",2),h([O({attribute:!1})],V1.prototype,"peers",2),h([O({type:Boolean})],V1.prototype,"canWrite",2),h([O({type:Boolean})],V1.prototype,"showSignal",2),h([w()],V1.prototype,"active",2),h([w()],V1.prototype,"focused",2),h([w()],V1.prototype,"flashing",2),h([w()],V1.prototype,"newBelow",2),h([w()],V1.prototype,"spoken",2),h([w()],V1.prototype,"atEnd",2),h([G(".scroller")],V1.prototype,"scroller",2);function F0(H){return H.target.closest(".row.message:not(.pending)")?.dataset.key}var x3=[{tab:"chat",icon:R5,label:"panel.chat"},{tab:"map",icon:q2,label:"panel.map"},{tab:"activity",icon:B5,label:"panel.activity"}],Le=1200,G1=class extends F{constructor(){super(...arguments);this.narrow=!1;this.tab="chat";this.side="map";this.wide=!1;this.chatWatch=new Y(this);this.onKey=async C=>{let e=[...this.renderRoot.querySelectorAll('[role="tab"]')],L=getComputedStyle(this).direction==="rtl",r=e.indexOf(C.target),t;switch(C.key){case"ArrowLeft":case"ArrowRight":t=r+(C.key==="ArrowRight"!==L?1:-1)+e.length;break;case"Home":t=0;break;case"End":t=e.length-1;break;default:return}C.preventDefault();let M=e[t%e.length];M?.click(),await this.updateComplete,M?.focus()}}connectedCallback(){super.connectedCallback(),this.sized=new ResizeObserver(([C])=>{this.wide=(C?.contentRect.width??0)>=Le}),this.sized.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.sized?.disconnect()}willUpdate(C){if(this.chatWatch.set(this.session?.chat),C.has("route")){let e=x3.find(({tab:L})=>this.route?.path===`/${L}`);e&&this.choose(e.tab)}}render(){let{hass:C,t:e,wide:L,side:r,tab:t}=this,M=L?x3.filter(a=>a.tab!=="chat"):x3,i=L?r:t,o=this.session?.chat.unread??0;return s`
      <header>
        ${this.narrow||C?.dockedSidebar==="always_hidden"?s`<button
              class="icon-button"
              aria-label=${e("panel.menu")}
              title=${e("panel.menu")}
              @click=${()=>this.fire("hass-toggle-menu")}
            >
              ${b(G7)}
            </button>`:c}
        <h1 class="clip">${e("panel.title")}</h1>
        <div class="tabs" role="tablist" aria-label=${e("panel.title")} @keydown=${this.onKey}>
          ${M.map(a=>s`<button
                role="tab"
                id="tab-${a.tab}"
                aria-controls="pane-${a.tab}"
                aria-selected=${a.tab===i?"true":"false"}
                tabindex=${a.tab===i?0:-1}
                title=${e(a.label)}
                @click=${()=>this.choose(a.tab)}
              >
                ${b(a.icon)}<span class="label">${e(a.label)}</span>
                ${a.tab==="chat"&&o&&i!=="chat"?s`<span class="count"
                      ><span aria-hidden="true">${o>99?"99+":o}</span
                      ><span class="sr-only"
                        >${e.plural("conversations.unread",o)}</span
                      ></span
                    >`:c}
              </button>`)}
        </div>
      </header>
      <main class=${L?"wide":""} @mesh-opened=${()=>this.choose("chat")}>
        ${x3.map(({tab:a})=>this.renderPane(a,L,i))}
      </main>
    `}renderPane(C,e,L){let r=e&&C==="chat",t=r||C===L;return s`<section
      id="pane-${C}"
      class="pane ${C}"
      role=${r?"region":"tabpanel"}
      aria-labelledby=${r?c:`tab-${C}`}
      aria-label=${r?this.t("panel.chat"):c}
      ?hidden=${!t}
    >
      ${this.renderView(C,t)}
    </section>`}renderView(C,e){switch(C){case"chat":return s`<mesh-broadcast-chat-view .hass=${this.hass}></mesh-broadcast-chat-view>`;case"map":return e?s`<mesh-broadcast-map-view .hass=${this.hass}></mesh-broadcast-map-view>`:c;case"activity":return e?s`<mesh-broadcast-activity-view
              .hass=${this.hass}
            ></mesh-broadcast-activity-view>`:c}}choose(C){this.tab=C,C!=="chat"&&(this.side=C)}static{this.styles=[D,B`
      :host {
        display: flex;
        flex-direction: column;
        /* What is safe from notches and home bars, with and without them. */
        height: 100vh;
        height: 100dvh;
        padding-top: var(--safe-area-inset-top, 0);
        padding-bottom: var(--safe-area-inset-bottom, 0);
        background: var(--mb-surface);
        overflow: hidden;
      }

      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        height: var(--header-height, 56px);
        padding-inline: 24px 12px;
        background: var(--app-header-background-color, var(--mb-surface));
        color: var(--app-header-text-color, var(--mb-text));
        border-bottom: var(--app-header-border-bottom, 1px solid var(--mb-line));
      }

      :host([narrow]) header {
        padding-inline-start: 4px;
      }

      header .icon-button {
        color: inherit;
      }

      h1 {
        flex: 1;
        margin: 0;
        font-size: 20px;
        font-weight: 400;
        line-height: 28px;
      }

      .tabs {
        display: flex;
        height: 100%;
        min-width: 0;
      }

      [role="tab"] {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 48px;
        height: 100%;
        padding: 0 16px;
        font-size: 14px;
        font-weight: 500;
        justify-content: center;
        position: relative;
        opacity: 0.82;
      }

      [role="tab"] .icon {
        font-size: 20px;
      }

      [role="tab"]:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }

      [role="tab"][aria-selected="true"] {
        opacity: 1;
        box-shadow: inset 0 -2px currentcolor;
      }

      .count {
        min-width: 20px;
        height: 20px;
        padding: 0 6px;
        border-radius: 10px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11.5px;
        font-weight: 600;
        line-height: 20px;
        text-align: center;
      }

      main {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }

      main.wide {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }

      .pane {
        min-height: 0;
        min-width: 0;
        position: relative;
        overflow: hidden;
      }

      .pane[hidden] {
        display: none;
      }

      main.wide .chat {
        border-inline-end: 1px solid var(--mb-line);
      }

      :host([narrow]) .label {
        display: none;
      }
    `]}};h([O({type:Boolean,reflect:!0})],G1.prototype,"narrow",2),h([O({attribute:!1})],G1.prototype,"route",2),h([w()],G1.prototype,"tab",2),h([w()],G1.prototype,"side",2),h([w()],G1.prototype,"wide",2);var re=30,$0=["in_reach","hops","rssi","last_seen","private_message"],h3=class extends HTMLElement{static async generate(V,C){let e=G2(C);return{title:e("panel.title"),views:[D0("chat",e("panel.chat")),D0("map",e("panel.map")),D0("activity",e("panel.activity")),{type:"sections",path:"status",title:e("strategy.status"),max_columns:4,sections:te(C)}]}}};function D0(H,V){return{type:"panel",path:H,title:V,cards:[{type:`custom:mesh-broadcast-${H}`}]}}function te(H){let V=G2(H),C=new Map;for(let t of Object.values(H.entities??{})){if(t.platform!==D1||!t.device_id||t.hidden||!(t.entity_id in H.states))continue;let M=C.get(t.device_id)??[];M.push({id:t.entity_id,key:t.translation_key??""}),C.set(t.device_id,M)}let e=[],L=[];for(let[t,M]of C){let i=H.devices?.[t];if(M.some(({key:a})=>a==="running")){e.push(w6(V("strategy.node"),"mdi:access-point",M.map(k6)));continue}let o=M.filter(({key:a})=>$0.includes(a)).sort((a,n)=>$0.indexOf(a.key)-$0.indexOf(n.key));o.length&&L.push({name:(i?.name_by_user??i?.name)||V("strategy.peer"),cards:o.map(k6)})}L.sort((t,M)=>t.name.localeCompare(M.name,V.language,{numeric:!0}));let r=[...e,...L.slice(0,re).map(({name:t,cards:M})=>w6(t,"mdi:account",M))];return r.length?r:[{type:"grid",cards:[{type:"heading",heading:V("state.not_loaded"),icon:"mdi:power-plug-off"}]}]}function w6(H,V,C){return{type:"grid",cards:[{type:"heading",heading:H,icon:V},...C]}}function k6({id:H}){return{type:"tile",entity:H}}var Me={"mesh-broadcast-conversations":a2,"mesh-broadcast-thread":V1,"mesh-broadcast-composer":s1,"mesh-broadcast-search":B1,"mesh-broadcast-details":n2,"mesh-broadcast-chat-view":j,"mesh-broadcast-peer-details":A1,"mesh-broadcast-peer-table":p5,"mesh-broadcast-map-view":o1,"mesh-broadcast-chat":o2,"mesh-broadcast-map":g2,"mesh-broadcast-panel":G1,"ll-strategy-dashboard-mesh-broadcast":h3};document.querySelector("home-assistant")&&await customElements.whenDefined("home-assistant");for(let[H,V]of Object.entries(Me))y7(H,V);var F2=S1(N1());N3({type:"mesh-broadcast-chat",name:F2("card.chat_name"),description:F2("card.chat_description"),suggest:(H,V)=>{let C=V.split(".")[0];if(!(C!=="notify"&&C!=="event"))return H.entities?.[V]?.translation_key==="public_channel"?{conversation:R}:{}}});N3({type:"mesh-broadcast-map",name:F2("card.map_name"),description:F2("card.map_description"),suggest:(H,V)=>H.entities?.[V]?.translation_key==="peers_in_reach"?{}:void 0});P7({type:"mesh-broadcast",name:F2("strategy.name"),description:F2("strategy.description")});console.info("%c mesh-broadcast %c 0.1.0 ","color:#fff;background:#0b6b86","color:#0b6b86;background:#dff3f9");
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directives/guard.js:
  (**
   * @license
   * Copyright 2018 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
/* Contains Lit (BSD-3-Clause, Google LLC) and Material Design Icons (Apache-2.0). */
