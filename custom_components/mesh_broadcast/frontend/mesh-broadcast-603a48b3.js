/* Mesh Broadcast 0.1.0, the dashboard. Built from frontend/, see docs/development.md. */
var m3=Object.defineProperty;var s3=Object.getOwnPropertyDescriptor;var n=(e,V,C,H)=>{for(var L=H>1?void 0:H?s3(V,C):V,r=e.length-1,M;r>=0;r--)(M=e[r])&&(L=(H?M(V,C,L):M(L))||L);return H&&L&&m3(V,C,L),L};var O1=globalThis,b1=O1.ShadowRoot&&(O1.ShadyCSS===void 0||O1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,L2=Symbol(),B2=new WeakMap,s1=class{constructor(V,C,H){if(this._$cssResult$=!0,H!==L2)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=V,this.t=C}get styleSheet(){let V=this.o,C=this.t;if(b1&&V===void 0){let H=C!==void 0&&C.length===1;H&&(V=B2.get(C)),V===void 0&&((this.o=V=new CSSStyleSheet).replaceSync(this.cssText),H&&B2.set(C,V))}return V}toString(){return this.cssText}},T2=e=>new s1(typeof e=="string"?e:e+"",void 0,L2),c=(e,...V)=>{let C=e.length===1?e[0]:V.reduce((H,L,r)=>H+(M=>{if(M._$cssResult$===!0)return M.cssText;if(typeof M=="number")return M;throw Error("Value passed to 'css' function must be a 'css' function result: "+M+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(L)+e[r+1],e[0]);return new s1(C,e,L2)},_2=(e,V)=>{if(b1)e.adoptedStyleSheets=V.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of V){let H=document.createElement("style"),L=O1.litNonce;L!==void 0&&H.setAttribute("nonce",L),H.textContent=C.cssText,e.appendChild(H)}},e2=b1?e=>e:e=>e instanceof CSSStyleSheet?(V=>{let C="";for(let H of V.cssRules)C+=H.cssText;return T2(C)})(e):e;var{is:l3,defineProperty:v3,getOwnPropertyDescriptor:x3,getOwnPropertyNames:u3,getOwnPropertySymbols:c3,getPrototypeOf:Z3}=Object,y1=globalThis,R2=y1.trustedTypes,S3=R2?R2.emptyScript:"",h3=y1.reactiveElementPolyfillSupport,l1=(e,V)=>e,v1={toAttribute(e,V){switch(V){case Boolean:e=e?S3:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,V){let C=e;switch(V){case Boolean:C=e!==null;break;case Number:C=e===null?null:Number(e);break;case Object:case Array:try{C=JSON.parse(e)}catch{C=null}}return C}},k1=(e,V)=>!l3(e,V),F2={attribute:!0,type:String,converter:v1,reflect:!1,useDefault:!1,hasChanged:k1};Symbol.metadata??=Symbol("metadata"),y1.litPropertyMetadata??=new WeakMap;var E=class extends HTMLElement{static addInitializer(V){this._$Ei(),(this.l??=[]).push(V)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(V,C=F2){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(V)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(V,C),!C.noAccessor){let H=Symbol(),L=this.getPropertyDescriptor(V,H,C);L!==void 0&&v3(this.prototype,V,L)}}static getPropertyDescriptor(V,C,H){let{get:L,set:r}=x3(this.prototype,V)??{get(){return this[C]},set(M){this[C]=M}};return{get:L,set(M){let t=L?.call(this);r?.call(this,M),this.requestUpdate(V,t,H)},configurable:!0,enumerable:!0}}static getPropertyOptions(V){return this.elementProperties.get(V)??F2}static _$Ei(){if(this.hasOwnProperty(l1("elementProperties")))return;let V=Z3(this);V.finalize(),V.l!==void 0&&(this.l=[...V.l]),this.elementProperties=new Map(V.elementProperties)}static finalize(){if(this.hasOwnProperty(l1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(l1("properties"))){let C=this.properties,H=[...u3(C),...c3(C)];for(let L of H)this.createProperty(L,C[L])}let V=this[Symbol.metadata];if(V!==null){let C=litPropertyMetadata.get(V);if(C!==void 0)for(let[H,L]of C)this.elementProperties.set(H,L)}this._$Eh=new Map;for(let[C,H]of this.elementProperties){let L=this._$Eu(C,H);L!==void 0&&this._$Eh.set(L,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(V){let C=[];if(Array.isArray(V)){let H=new Set(V.flat(1/0).reverse());for(let L of H)C.unshift(e2(L))}else V!==void 0&&C.push(e2(V));return C}static _$Eu(V,C){let H=C.attribute;return H===!1?void 0:typeof H=="string"?H:typeof V=="string"?V.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(V=>this.enableUpdating=V),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(V=>V(this))}addController(V){(this._$EO??=new Set).add(V),this.renderRoot!==void 0&&this.isConnected&&V.hostConnected?.()}removeController(V){this._$EO?.delete(V)}_$E_(){let V=new Map,C=this.constructor.elementProperties;for(let H of C.keys())this.hasOwnProperty(H)&&(V.set(H,this[H]),delete this[H]);V.size>0&&(this._$Ep=V)}createRenderRoot(){let V=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return _2(V,this.constructor.elementStyles),V}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(V=>V.hostConnected?.())}enableUpdating(V){}disconnectedCallback(){this._$EO?.forEach(V=>V.hostDisconnected?.())}attributeChangedCallback(V,C,H){this._$AK(V,H)}_$ET(V,C){let H=this.constructor.elementProperties.get(V),L=this.constructor._$Eu(V,H);if(L!==void 0&&H.reflect===!0){let r=(H.converter?.toAttribute!==void 0?H.converter:v1).toAttribute(C,H.type);this._$Em=V,r==null?this.removeAttribute(L):this.setAttribute(L,r),this._$Em=null}}_$AK(V,C){let H=this.constructor,L=H._$Eh.get(V);if(L!==void 0&&this._$Em!==L){let r=H.getPropertyOptions(L),M=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:v1;this._$Em=L;let t=M.fromAttribute(C,r.type);this[L]=t??this._$Ej?.get(L)??t,this._$Em=null}}requestUpdate(V,C,H,L=!1,r){if(V!==void 0){let M=this.constructor;if(L===!1&&(r=this[V]),H??=M.getPropertyOptions(V),!((H.hasChanged??k1)(r,C)||H.useDefault&&H.reflect&&r===this._$Ej?.get(V)&&!this.hasAttribute(M._$Eu(V,H))))return;this.C(V,C,H)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(V,C,{useDefault:H,reflect:L,wrapped:r},M){H&&!(this._$Ej??=new Map).has(V)&&(this._$Ej.set(V,M??C??this[V]),r!==!0||M!==void 0)||(this._$AL.has(V)||(this.hasUpdated||H||(C=void 0),this._$AL.set(V,C)),L===!0&&this._$Em!==V&&(this._$Eq??=new Set).add(V))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let V=this.scheduleUpdate();return V!=null&&await V,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[L,r]of this._$Ep)this[L]=r;this._$Ep=void 0}let H=this.constructor.elementProperties;if(H.size>0)for(let[L,r]of H){let{wrapped:M}=r,t=this[L];M!==!0||this._$AL.has(L)||t===void 0||this.C(L,void 0,r,t)}}let V=!1,C=this._$AL;try{V=this.shouldUpdate(C),V?(this.willUpdate(C),this._$EO?.forEach(H=>H.hostUpdate?.()),this.update(C)):this._$EM()}catch(H){throw V=!1,this._$EM(),H}V&&this._$AE(C)}willUpdate(V){}_$AE(V){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(V)),this.updated(V)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(V){return!0}update(V){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(V){}firstUpdated(V){}};E.elementStyles=[],E.shadowRootOptions={mode:"open"},E[l1("elementProperties")]=new Map,E[l1("finalized")]=new Map,h3?.({ReactiveElement:E}),(y1.reactiveElementVersions??=[]).push("2.1.2");var M2=globalThis,E2=e=>e,w1=M2.trustedTypes,D2=w1?w1.createPolicy("lit-html",{createHTML:e=>e}):void 0,t2="$lit$",D=`lit$${Math.random().toFixed(9).slice(2)}$`,i2="?"+D,g3=`<${i2}>`,X=document,u1=()=>X.createComment(""),c1=e=>e===null||typeof e!="object"&&typeof e!="function",o2=Array.isArray,U2=e=>o2(e)||typeof e?.[Symbol.iterator]=="function",r2=`[ 	
\f\r]`,x1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,$2=/-->/g,N2=/>/g,K=RegExp(`>|${r2}(?:([^\\s"'>=/]+)(${r2}*=${r2}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),I2=/'/g,W2=/"/g,G2=/^(?:script|style|textarea|title)$/i,a2=e=>(V,...C)=>({_$litType$:e,strings:V,values:C}),o=a2(1),f0=a2(2),O0=a2(3),k=Symbol.for("lit-noChange"),a=Symbol.for("lit-nothing"),z2=new WeakMap,j=X.createTreeWalker(X,129);function Q2(e,V){if(!o2(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return D2!==void 0?D2.createHTML(V):V}var q2=(e,V)=>{let C=e.length-1,H=[],L,r=V===2?"<svg>":V===3?"<math>":"",M=x1;for(let t=0;t<C;t++){let i=e[t],A,p,d=-1,x=0;for(;x<i.length&&(M.lastIndex=x,p=M.exec(i),p!==null);)x=M.lastIndex,M===x1?p[1]==="!--"?M=$2:p[1]!==void 0?M=N2:p[2]!==void 0?(G2.test(p[2])&&(L=RegExp("</"+p[2],"g")),M=K):p[3]!==void 0&&(M=K):M===K?p[0]===">"?(M=L??x1,d=-1):p[1]===void 0?d=-2:(d=M.lastIndex-p[2].length,A=p[1],M=p[3]===void 0?K:p[3]==='"'?W2:I2):M===W2||M===I2?M=K:M===$2||M===N2?M=x1:(M=K,L=void 0);let l=M===K&&e[t+1].startsWith("/>")?" ":"";r+=M===x1?i+g3:d>=0?(H.push(A),i.slice(0,d)+t2+i.slice(d)+D+l):i+D+(d===-2?t:l)}return[Q2(e,r+(e[C]||"<?>")+(V===2?"</svg>":V===3?"</math>":"")),H]},Z1=class e{constructor({strings:V,_$litType$:C},H){let L;this.parts=[];let r=0,M=0,t=V.length-1,i=this.parts,[A,p]=q2(V,C);if(this.el=e.createElement(A,H),j.currentNode=this.el.content,C===2||C===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(L=j.nextNode())!==null&&i.length<t;){if(L.nodeType===1){if(L.hasAttributes())for(let d of L.getAttributeNames())if(d.endsWith(t2)){let x=p[M++],l=L.getAttribute(d).split(D),S=/([.?@])?(.*)/.exec(x);i.push({type:1,index:r,name:S[2],strings:l,ctor:S[1]==="."?B1:S[1]==="?"?T1:S[1]==="@"?_1:J}),L.removeAttribute(d)}else d.startsWith(D)&&(i.push({type:6,index:r}),L.removeAttribute(d));if(G2.test(L.tagName)){let d=L.textContent.split(D),x=d.length-1;if(x>0){L.textContent=w1?w1.emptyScript:"";for(let l=0;l<x;l++)L.append(d[l],u1()),j.nextNode(),i.push({type:2,index:++r});L.append(d[x],u1())}}}else if(L.nodeType===8)if(L.data===i2)i.push({type:2,index:r});else{let d=-1;for(;(d=L.data.indexOf(D,d+1))!==-1;)i.push({type:7,index:r}),d+=D.length-1}r++}}static createElement(V,C){let H=X.createElement("template");return H.innerHTML=V,H}};function Y(e,V,C=e,H){if(V===k)return V;let L=H!==void 0?C._$Co?.[H]:C._$Cl,r=c1(V)?void 0:V._$litDirective$;return L?.constructor!==r&&(L?._$AO?.(!1),r===void 0?L=void 0:(L=new r(e),L._$AT(e,C,H)),H!==void 0?(C._$Co??=[])[H]=L:C._$Cl=L),L!==void 0&&(V=Y(e,L._$AS(e,V.values),L,H)),V}var P1=class{constructor(V,C){this._$AV=[],this._$AN=void 0,this._$AD=V,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(V){let{el:{content:C},parts:H}=this._$AD,L=(V?.creationScope??X).importNode(C,!0);j.currentNode=L;let r=j.nextNode(),M=0,t=0,i=H[0];for(;i!==void 0;){if(M===i.index){let A;i.type===2?A=new M1(r,r.nextSibling,this,V):i.type===1?A=new i.ctor(r,i.name,i.strings,this,V):i.type===6&&(A=new R1(r,this,V)),this._$AV.push(A),i=H[++t]}M!==i?.index&&(r=j.nextNode(),M++)}return j.currentNode=X,L}p(V){let C=0;for(let H of this._$AV)H!==void 0&&(H.strings!==void 0?(H._$AI(V,H,C),C+=H.strings.length-2):H._$AI(V[C])),C++}},M1=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(V,C,H,L){this.type=2,this._$AH=a,this._$AN=void 0,this._$AA=V,this._$AB=C,this._$AM=H,this.options=L,this._$Cv=L?.isConnected??!0}get parentNode(){let V=this._$AA.parentNode,C=this._$AM;return C!==void 0&&V?.nodeType===11&&(V=C.parentNode),V}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(V,C=this){V=Y(this,V,C),c1(V)?V===a||V==null||V===""?(this._$AH!==a&&this._$AR(),this._$AH=a):V!==this._$AH&&V!==k&&this._(V):V._$litType$!==void 0?this.$(V):V.nodeType!==void 0?this.T(V):U2(V)?this.k(V):this._(V)}O(V){return this._$AA.parentNode.insertBefore(V,this._$AB)}T(V){this._$AH!==V&&(this._$AR(),this._$AH=this.O(V))}_(V){this._$AH!==a&&c1(this._$AH)?this._$AA.nextSibling.data=V:this.T(X.createTextNode(V)),this._$AH=V}$(V){let{values:C,_$litType$:H}=V,L=typeof H=="number"?this._$AC(V):(H.el===void 0&&(H.el=Z1.createElement(Q2(H.h,H.h[0]),this.options)),H);if(this._$AH?._$AD===L)this._$AH.p(C);else{let r=new P1(L,this),M=r.u(this.options);r.p(C),this.T(M),this._$AH=r}}_$AC(V){let C=z2.get(V.strings);return C===void 0&&z2.set(V.strings,C=new Z1(V)),C}k(V){o2(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,H,L=0;for(let r of V)L===C.length?C.push(H=new e(this.O(u1()),this.O(u1()),this,this.options)):H=C[L],H._$AI(r),L++;L<C.length&&(this._$AR(H&&H._$AB.nextSibling,L),C.length=L)}_$AR(V=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);V!==this._$AB;){let H=E2(V).nextSibling;E2(V).remove(),V=H}}setConnected(V){this._$AM===void 0&&(this._$Cv=V,this._$AP?.(V))}},J=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(V,C,H,L,r){this.type=1,this._$AH=a,this._$AN=void 0,this.element=V,this.name=C,this._$AM=L,this.options=r,H.length>2||H[0]!==""||H[1]!==""?(this._$AH=Array(H.length-1).fill(new String),this.strings=H):this._$AH=a}_$AI(V,C=this,H,L){let r=this.strings,M=!1;if(r===void 0)V=Y(this,V,C,0),M=!c1(V)||V!==this._$AH&&V!==k,M&&(this._$AH=V);else{let t=V,i,A;for(V=r[0],i=0;i<r.length-1;i++)A=Y(this,t[H+i],C,i),A===k&&(A=this._$AH[i]),M||=!c1(A)||A!==this._$AH[i],A===a?V=a:V!==a&&(V+=(A??"")+r[i+1]),this._$AH[i]=A}M&&!L&&this.j(V)}j(V){V===a?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,V??"")}},B1=class extends J{constructor(){super(...arguments),this.type=3}j(V){this.element[this.name]=V===a?void 0:V}},T1=class extends J{constructor(){super(...arguments),this.type=4}j(V){this.element.toggleAttribute(this.name,!!V&&V!==a)}},_1=class extends J{constructor(V,C,H,L,r){super(V,C,H,L,r),this.type=5}_$AI(V,C=this){if((V=Y(this,V,C,0)??a)===k)return;let H=this._$AH,L=V===a&&H!==a||V.capture!==H.capture||V.once!==H.once||V.passive!==H.passive,r=V!==a&&(H===a||L);L&&this.element.removeEventListener(this.name,this,H),r&&this.element.addEventListener(this.name,this,V),this._$AH=V}handleEvent(V){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,V):this._$AH.handleEvent(V)}},R1=class{constructor(V,C,H){this.element=V,this.type=6,this._$AN=void 0,this._$AM=C,this.options=H}get _$AU(){return this._$AM._$AU}_$AI(V){Y(this,V)}},K2={M:t2,P:D,A:i2,C:1,L:q2,R:P1,D:U2,V:Y,I:M1,H:J,N:T1,U:_1,B:B1,F:R1},f3=M2.litHtmlPolyfillSupport;f3?.(Z1,M1),(M2.litHtmlVersions??=[]).push("3.3.3");var j2=(e,V,C)=>{let H=C?.renderBefore??V,L=H._$litPart$;if(L===void 0){let r=C?.renderBefore??null;H._$litPart$=L=new M1(V.insertBefore(u1(),r),r,void 0,C??{})}return L._$AI(e),L};var A2=globalThis,N=class extends E{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let V=super.createRenderRoot();return this.renderOptions.renderBefore??=V.firstChild,V}update(V){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(V),this._$Do=j2(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return k}};N._$litElement$=!0,N.finalized=!0,A2.litElementHydrateSupport?.({LitElement:N});var O3=A2.litElementPolyfillSupport;O3?.({LitElement:N});(A2.litElementVersions??=[]).push("4.2.2");var b3={attribute:!0,type:String,converter:v1,reflect:!1,hasChanged:k1},y3=(e=b3,V,C)=>{let{kind:H,metadata:L}=C,r=globalThis.litPropertyMetadata.get(L);if(r===void 0&&globalThis.litPropertyMetadata.set(L,r=new Map),H==="setter"&&((e=Object.create(e)).wrapped=!0),r.set(C.name,e),H==="accessor"){let{name:M}=C;return{set(t){let i=V.get.call(this);V.set.call(this,t),this.requestUpdate(M,i,e,!0,t)},init(t){return t!==void 0&&this.C(M,void 0,e,t),t}}}if(H==="setter"){let{name:M}=C;return function(t){let i=this[M];V.call(this,t),this.requestUpdate(M,i,e,!0,t)}}throw Error("Unsupported decorator location: "+H)};function s(e){return(V,C)=>typeof C=="object"?y3(e,V,C):((H,L,r)=>{let M=L.hasOwnProperty(r);return L.constructor.createProperty(r,H),M?Object.getOwnPropertyDescriptor(L,r):void 0})(e,V,C)}function v(e){return s({...e,state:!0,attribute:!1})}var C1=(e,V,C)=>(C.configurable=!0,C.enumerable=!0,Reflect.decorate&&typeof V!="object"&&Object.defineProperty(e,V,C),C);function w(e,V){return(C,H,L)=>{let r=M=>M.renderRoot?.querySelector(e)??null;if(V){let{get:M,set:t}=typeof H=="object"?C:L??(()=>{let i=Symbol();return{get(){return this[i]},set(A){this[i]=A}}})();return C1(C,H,{get(){let i=M.call(this);return i===void 0&&(i=r(this),(i!==null||this.hasUpdated)&&t.call(this,i)),i}})}return C1(C,H,{get(){return r(this)}})}}var u="public";var F1=class e{constructor(V,C,H){this.days=new Map;let L=H?{timeZone:H}:{},r=C===void 0?{}:{hour12:C};this.clock=new Intl.DateTimeFormat(V,{hour:"numeric",minute:"2-digit",...r,...L}),this.shortWeekday=new Intl.DateTimeFormat(V,{weekday:"short",...L}),this.shortDate=new Intl.DateTimeFormat(V,{day:"numeric",month:"short",...L}),this.weekday=new Intl.DateTimeFormat(V,{weekday:"long",...L}),this.date=new Intl.DateTimeFormat(V,{day:"numeric",month:"long",year:"numeric",...L}),this.full=new Intl.DateTimeFormat(V,{dateStyle:"medium",timeStyle:"medium",...r,...L}),this.dayKeys=new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...L}),this.numbers=new Intl.NumberFormat(V),this.ago=new Intl.RelativeTimeFormat(V,{numeric:"auto",style:"long"})}static of(V){let C=w3(V?.locale?.language??V?.language),H=V?.locale?.time_format,L=H==="12"?!0:H==="24"?!1:void 0,r=V?.locale?.time_zone==="server"?V.config?.time_zone:void 0,M=`${C}|${L}|${r}`,t=X2.get(M);return t||(t=new e(C,L,r),X2.set(M,t)),t}time(V){return this.clock.format(H1(V))}day(V,C){let H=H1(V);return this.dayKey(H)===this.dayKey(C)?d2(this.ago.format(0,"day")):this.dayKey(H)===this.dayKey(C-n2)?d2(this.ago.format(-1,"day")):C-H<6*n2&&H<C?d2(this.weekday.format(H)):this.date.format(H)}short(V,C){let H=H1(V);return this.dayKey(H)===this.dayKey(C)?this.time(H):C-H<6*n2&&H<C?this.shortWeekday.format(H):this.shortDate.format(H)}moment(V){return this.full.format(H1(V))}dayKey(V){let C=H1(V),H=Math.floor(C/9e5),L=this.days.get(H);return L===void 0&&(this.days.size>1e4&&this.days.clear(),L=this.dayKeys.format(C),this.days.set(H,L)),L}number(V){return this.numbers.format(V)}relative(V,C){let H=Math.round((V-C)/1e3),L=Math.abs(H);return L<60?this.ago.format(Math.min(0,H),"second"):L<3600?this.ago.format(Math.round(H/60),"minute"):L<86400?this.ago.format(Math.round(H/3600),"hour"):this.ago.format(Math.round(H/86400),"day")}},n2=864e5,k3=864e13;function H1(e){return Number.isFinite(e)?Math.min(Math.max(e,0),k3):0}var X2=new Map;function d2(e){return e.charAt(0).toLocaleUpperCase()+e.slice(1)}function w3(e){try{return Intl.getCanonicalLocales(e??"en")[0]??"en"}catch{return"en"}}var Y2={"common.try_again":"Noch einmal versuchen","common.close":"Schließen","card.chat_name":"Mesh-Chat","card.chat_description":"Lesen und schreiben, was im Mesh gesagt wird: im öffentlichen Kanal und mit jedem Teilnehmer.","card.bad_conversation":"„conversation“ muss „all“, „public“ oder der Fingerabdruck eines Teilnehmers mit 64 hexadezimalen Ziffern sein.","card.bad_height":"„height“ muss eine Anzahl Pixel sein, mindestens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Seitenleiste","panel.chat":"Chat","panel.map":"Karte","panel.activity":"Aktivität","strategy.name":"Mesh Broadcast","strategy.description":"Chat, Karte und Aktivität des Mesh und der Zustand deines Knotens.","strategy.status":"Zustand","strategy.node":"Dieser Knoten","strategy.peer":"Teilnehmer","editor.title":"Titel","editor.conversation":"Unterhaltung","editor.conversation_all":"Alle Unterhaltungen","editor.conversation_public":"Nur der öffentliche Kanal","editor.conversation_help":"Alle, der öffentliche Kanal oder der Fingerabdruck eines Teilnehmers.","editor.read_only":"Nur lesen","editor.show_signal":"Sprünge und Signal immer zeigen","editor.mark_read":"Nachrichten als gelesen markieren","editor.mark_read_help":"Schalte das auf einem Bildschirm ab, der immer an ist, damit Nachrichten ungelesen bleiben, bis jemand anderswo nachsieht.","editor.height":"Höhe","editor.height_help":"In Ansichten mit Abschnitten entscheidet stattdessen das Layout.","state.loading":"Verbindung zum Mesh wird hergestellt …","state.offline":"Keine Verbindung zu Home Assistant.","state.offline_hint":"Sie kommt von selbst zurück; was du getippt hast, bleibt erhalten.","state.not_loaded":"Der Mesh-Knoten läuft nicht.","state.not_loaded_admin":"Vielleicht startet er gerade. Wenn das so bleibt, sieh in den Einstellungen bei Mesh Broadcast nach: einrichten, aktivieren oder neu laden.","state.not_loaded_user":"Vielleicht startet er gerade. Wenn das so bleibt, frage die Person, die sich um dieses Home Assistant kümmert.","state.open_settings":"Einstellungen öffnen","state.not_allowed":"Du darfst das Mesh nicht sehen.","state.not_allowed_hint":"Wer dieses Home Assistant verwaltet, kann es erlauben.","state.failed":"Der Mesh-Knoten hat etwas geantwortet, das hier keinen Sinn ergibt.","state.not_running":"Der Knoten ist nicht auf Sendung.","state.not_running_hint":"Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist. Du kannst lesen, aber nicht senden.","error.offline":"Keine Verbindung zu Home Assistant. Versuche es noch einmal, wenn sie wieder da ist.","error.not_loaded":"Der Mesh-Knoten läuft nicht. Versuche es gleich noch einmal.","error.not_allowed":"Das darfst du nicht. Private Nachrichten kann dir die Verwaltung in den Optionen von Mesh Broadcast erlauben.","error.not_running":"Der Knoten ist nicht auf Sendung: Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist, und versuche es noch einmal.","error.peer_unknown":"Der Knoten kennt diesen Teilnehmer nicht mehr. Warte, bis er wieder in Reichweite ist.","error.peer_blocked":"Dieser Teilnehmer ist blockiert. Hebe die Blockierung auf, um zu schreiben.","error.message_unknown":"Diese Nachricht wurde inzwischen gelöscht.","error.message_not_failed":"Diese Nachricht ist unterwegs: Sie braucht keinen zweiten Versuch.","error.unknown":"Das hat nicht geklappt. Versuche es noch einmal; im Protokoll von Home Assistant steht vielleicht mehr.","chat.private":"Ende-zu-Ende-verschlüsselt","chat.back":"Unterhaltungen","chat.search":"In dieser Unterhaltung suchen","chat.keys":"Pfeiltasten gehen von Nachricht zu Nachricht, Eingabe zu dem, was man damit tun kann, Escape zum Textfeld.","conversations.label":"Unterhaltungen","conversations.public":"Öffentlicher Kanal","conversations.in_reach":"In Reichweite","conversations.people_one":"{n} Person in Reichweite","conversations.people_other":"{n} Personen in Reichweite","conversations.unread_one":"{n} ungelesene Nachricht","conversations.unread_other":"{n} ungelesene Nachrichten","thread.label":"Nachrichten","thread.loading":"Nachrichten werden geladen …","thread.failed":"Die Nachrichten konnten nicht geladen werden.","thread.loading_older":"Ältere Nachrichten werden geladen …","thread.load_older":"Ältere Nachrichten laden","thread.beginning":"Davor wurde nichts gesagt.","thread.pruned":"Ältere Nachrichten wurden gelöscht.","thread.pruned_days_one":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tag aufbewahrt.","thread.pruned_days_other":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tage aufbewahrt.","thread.empty_public":"Noch hat niemand etwas gesagt.","thread.empty_public_hint":"Sag Hallo: Alle in Reichweite des Mesh werden es lesen.","thread.empty_read_only":"Was im öffentlichen Kanal gesagt wird, erscheint hier.","thread.empty_private":"Mit {name} wurde noch nichts gesprochen.","thread.empty_private_hint":"Nur ihr beide könnt lesen, was hier geschrieben wird.","thread.unread_marker":"Neue Nachrichten","thread.new_messages_one":"{n} neue Nachricht","thread.new_messages_other":"{n} neue Nachrichten","thread.to_end":"Zur neuesten Nachricht","message.you":"Du","message.by_verified":"{name}, überprüft","message.actions":"Was man mit dieser Nachricht tun kann","message.reply":"Antworten","message.mention":"Erwähnen","message.copy":"Text kopieren","message.copied":"Kopiert.","message.copy_failed":"Der Browser lässt diese Seite nicht kopieren. Markiere stattdessen den Text.","message.details":"Einzelheiten","message.resend":"Noch einmal senden","message.retry":"Noch einmal versuchen","message.edit":"Bearbeiten","message.discard":"Verwerfen","message.show_all":"Alles zeigen","status.sending":"Wird gesendet","status.refused":"Nicht gesendet","status.queued":"Wartet, bis die andere Seite in Reichweite ist","status.sent":"Gesendet","status.relayed":"Von anderen weitergegeben","status.heard_by_one":"Von mindestens {n} Teilnehmer gehört","status.heard_by_other":"Von mindestens {n} Teilnehmern gehört","status.delivered":"Zugestellt","status.read":"Gelesen","status.expired":"Nicht bestätigt","status.failed":"Nicht zugestellt","failure.expired":"Nicht zugestellt: Die andere Seite war nicht rechtzeitig in Reichweite.","failure.outbox_full":"Nicht zugestellt: Es warteten zu viele Nachrichten.","failure.not_confirmed":"Nicht bestätigt: Sie kann angekommen sein, aber niemand hat es gesagt.","failure.identity_changed":"Nicht zugestellt: Unter diesem Namen antwortet jetzt jemand anderes. Vergleicht die Fingerabdrücke, bevor du wieder schreibst.","failure.wiped":"Nicht zugestellt: Der Knoten hat inzwischen alles vergessen.","failure.unknown":"Nicht zugestellt.","hops.direct":"Nachbar",hops_one:"{n} Sprung",hops_other:"{n} Sprünge","signal.dbm":"{value} dBm","trust.verified":"Überprüft","trust.seen_long":"Gesehen: Die Nachrichten sind signiert, aber der Schlüssel ist uns neu.","trust.pinned_long":"Bekannt: derselbe Schlüssel wie beim ersten Treffen.","trust.proven_long":"Bewiesen: Eine verschlüsselte Sitzung hat den Schlüssel bewiesen.","trust.verified_long":"Überprüft: Du hast die Fingerabdrücke verglichen.","peer.unknown":"Nicht mehr bekannt","peer.blocked":"Blockiert","peer.in_reach":"In Reichweite","peer.absent":"Nicht in Reichweite","peer.last_seen":"Zuletzt gesehen: {when}","composer.placeholder_public":"Nachricht an alle in Reichweite","composer.placeholder_private":"Private Nachricht an {name}","composer.send":"Senden","composer.empty":"Schreibe zuerst etwas","composer.bytes":"{n} von {limit} Bytes","composer.parts_one":"geht als {n} Nachricht hinaus","composer.parts_other":"geht als {n} Nachrichten hinaus","composer.too_long_one":"{n} Byte zu lang","composer.too_long_other":"{n} Bytes zu lang","composer.cancel_reply":"Nicht auf diese Nachricht antworten","composer.names_label":"Personen","composer.names_one":"{n} Person passt. Eingabe übernimmt die gewählte.","composer.names_other":"{n} Personen passen. Pfeiltasten wählen, Eingabe übernimmt die gewählte.","composer.absent":"{name} ist nicht in Reichweite. Die Nachricht wartet und geht hinaus, sobald sich das ändert.","composer.nobody":"Gerade ist niemand in Reichweite. Wer später kommt, holt nach, was fehlt.","composer.blocked":"{name} ist blockiert. Hebe die Blockierung auf, um zu schreiben.","search.placeholder":"Nachrichten suchen","search.close":"Suche schließen","search.title":"Diese Unterhaltung durchsuchen","search.hint":"Tippe ein Wort oder einen Teil davon.","search.none":"Nichts gefunden.","search.none_hint":"Versuche es mit weniger Buchstaben oder in einer anderen Unterhaltung.","search.found_one":"{n} Nachricht gefunden","search.found_other":"{n} Nachrichten gefunden","search.failed":"Die Suche hat nicht geklappt.","search.gone":"Diese Nachricht wurde inzwischen gelöscht.","details.title":"Zur Nachricht","details.from":"Von","details.trust":"Vertrauen","details.delivery":"Zustellung","details.reason":"Grund","details.heard_by":"Reichweite","details.sent":"Gesendet","details.received":"Empfangen","details.way":"Entfernung","details.via":"Gekommen über","details.fingerprint":"Fingerabdruck","details.message_id":"Nachrichten-ID"};var p2={"common.try_again":"Try again","common.close":"Close","card.chat_name":"Mesh chat","card.chat_description":"Read and write what is said on the mesh: the public channel, and each peer.","card.bad_conversation":"“conversation” has to be “all”, “public” or a peer's fingerprint of 64 hexadecimal digits.","card.bad_height":"“height” has to be a number of pixels, at least {n}.","panel.title":"Mesh Broadcast","panel.menu":"Sidebar","panel.chat":"Chat","panel.map":"Map","panel.activity":"Activity","strategy.name":"Mesh Broadcast","strategy.description":"Chat, map and activity of the mesh, and the state of your node.","strategy.status":"Status","strategy.node":"This node","strategy.peer":"Peer","editor.title":"Title","editor.conversation":"Conversation","editor.conversation_all":"All conversations","editor.conversation_public":"Public channel only","editor.conversation_help":"All, the public channel, or a peer's fingerprint.","editor.read_only":"Read only","editor.show_signal":"Always show hops and signal","editor.mark_read":"Mark messages as read","editor.mark_read_help":"Turn this off on a screen that is always on, so that messages stay unread until somebody looks elsewhere.","editor.height":"Height","editor.height_help":"In views with sections the layout decides instead.","state.loading":"Connecting to the mesh…","state.offline":"No connection to Home Assistant.","state.offline_hint":"It will come back by itself; what you have typed is kept.","state.not_loaded":"The mesh node is not running.","state.not_loaded_admin":"It may be starting. If this stays, look at Mesh Broadcast in the settings: set it up, enable or reload it.","state.not_loaded_user":"It may be starting. If this stays, ask whoever looks after this Home Assistant.","state.open_settings":"Open settings","state.not_allowed":"You may not see the mesh.","state.not_allowed_hint":"An administrator of this Home Assistant can allow it.","state.failed":"The mesh node gave an answer that makes no sense here.","state.not_running":"The node is not on the air.","state.not_running_hint":"Check that a Bluetooth adapter or proxy is there. You can read, but not send.","error.offline":"No connection to Home Assistant. Try again when it is back.","error.not_loaded":"The mesh node is not running. Try again in a moment.","error.not_allowed":"You may not do this. An administrator can allow private messages for you in the options of Mesh Broadcast.","error.not_running":"The node is not on the air: check that a Bluetooth adapter or proxy is there, then try again.","error.peer_unknown":"The node does not know this peer any more. Wait until it is in reach again.","error.peer_blocked":"This peer is blocked. Unblock it to write.","error.message_unknown":"This message has been deleted meanwhile.","error.message_not_failed":"This message is on its way: it needs no second try.","error.unknown":"That did not work. Try again; the log of Home Assistant may say more.","chat.private":"Encrypted from end to end","chat.back":"Conversations","chat.search":"Search in this conversation","chat.keys":"Arrow keys move between messages, Enter goes to what can be done with one, Escape to the text field.","conversations.label":"Conversations","conversations.public":"Public channel","conversations.in_reach":"In reach","conversations.people_one":"{n} person in reach","conversations.people_other":"{n} people in reach","conversations.unread_one":"{n} unread message","conversations.unread_other":"{n} unread messages","thread.label":"Messages","thread.loading":"Loading messages…","thread.failed":"The messages could not be loaded.","thread.loading_older":"Loading older messages…","thread.load_older":"Load older messages","thread.beginning":"Nothing was said before this.","thread.pruned":"Older messages have been deleted.","thread.pruned_days_one":"Older messages have been deleted: they are kept for {n} day.","thread.pruned_days_other":"Older messages have been deleted: they are kept for {n} days.","thread.empty_public":"Nobody has said anything yet.","thread.empty_public_hint":"Say hello: everybody in reach of the mesh will read it.","thread.empty_read_only":"What is said on the public channel will appear here.","thread.empty_private":"Nothing said with {name} yet.","thread.empty_private_hint":"Only the two of you can read what is written here.","thread.unread_marker":"New messages","thread.new_messages_one":"{n} new message","thread.new_messages_other":"{n} new messages","thread.to_end":"To the newest message","message.you":"You","message.by_verified":"{name}, verified","message.actions":"What to do with this message","message.reply":"Reply","message.mention":"Mention","message.copy":"Copy text","message.copied":"Copied.","message.copy_failed":"The browser does not let this page copy. Select the text instead.","message.details":"Details","message.resend":"Send again","message.retry":"Try again","message.edit":"Edit","message.discard":"Discard","message.show_all":"Show all","status.sending":"Sending","status.refused":"Not sent","status.queued":"Waiting for the other one to be in reach","status.sent":"Sent","status.relayed":"Passed on by others","status.heard_by_one":"Heard by at least {n} peer","status.heard_by_other":"Heard by at least {n} peers","status.delivered":"Delivered","status.read":"Read","status.expired":"Not confirmed","status.failed":"Not delivered","failure.expired":"Not delivered: the other one was not in reach in time.","failure.outbox_full":"Not delivered: too many messages were waiting.","failure.not_confirmed":"Not confirmed: it may have arrived, but nobody said so.","failure.identity_changed":"Not delivered: somebody else answers under this name now. Compare fingerprints before you write again.","failure.wiped":"Not delivered: the node forgot everything meanwhile.","failure.unknown":"Not delivered.","hops.direct":"Neighbor",hops_one:"{n} hop",hops_other:"{n} hops","signal.dbm":"{value} dBm","trust.verified":"Verified","trust.seen_long":"Seen: the messages are signed, but the key is new to us.","trust.pinned_long":"Known: the same key as at the first meeting.","trust.proven_long":"Proven: an encrypted session has proved the key.","trust.verified_long":"Verified: you have compared fingerprints.","peer.unknown":"Not known any more","peer.blocked":"Blocked","peer.in_reach":"In reach","peer.absent":"Not in reach","peer.last_seen":"Last seen {when}","composer.placeholder_public":"Message to everybody in reach","composer.placeholder_private":"Private message to {name}","composer.send":"Send","composer.empty":"Write something first","composer.bytes":"{n} of {limit} bytes","composer.parts_one":"sent as {n} message","composer.parts_other":"sent as {n} messages","composer.too_long_one":"{n} byte too long","composer.too_long_other":"{n} bytes too long","composer.cancel_reply":"Do not reply to this message","composer.names_label":"People","composer.names_one":"{n} person fits. Enter takes the chosen one.","composer.names_other":"{n} people fit. Arrow keys choose, Enter takes the chosen one.","composer.absent":"{name} is not in reach. The message waits and is sent when they come back.","composer.nobody":"Nobody is in reach now. Those who come later fetch what they missed.","composer.blocked":"{name} is blocked. Unblock them to write.","search.placeholder":"Search messages","search.close":"Close search","search.title":"Search this conversation","search.hint":"Type a word or a part of one.","search.none":"Nothing found.","search.none_hint":"Try fewer letters, or another conversation.","search.found_one":"{n} message found","search.found_other":"{n} messages found","search.failed":"The search did not work.","search.gone":"This message has been deleted meanwhile.","details.title":"Message details","details.from":"From","details.trust":"Trust","details.delivery":"Delivery","details.reason":"Reason","details.heard_by":"Reach","details.sent":"Sent","details.received":"Received","details.way":"Distance","details.via":"Came by way of","details.fingerprint":"Fingerprint","details.message_id":"Message ID"};var J2={"common.try_again":"Intentar de nuevo","common.close":"Cerrar","card.chat_name":"Chat de la malla","card.chat_description":"Leer y escribir lo que se dice en la red de malla: en el canal público y con cada participante.","card.bad_conversation":"«conversation» tiene que ser «all», «public» o la huella de un participante, de 64 cifras hexadecimales.","card.bad_height":"«height» tiene que ser un número de píxeles, al menos {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barra lateral","panel.chat":"Chat","panel.map":"Mapa","panel.activity":"Actividad","strategy.name":"Mesh Broadcast","strategy.description":"Chat, mapa y actividad de la malla, y el estado de tu nodo.","strategy.status":"Estado","strategy.node":"Este nodo","strategy.peer":"Participante","editor.title":"Título","editor.conversation":"Conversación","editor.conversation_all":"Todas las conversaciones","editor.conversation_public":"Solo el canal público","editor.conversation_help":"Todas, el canal público o la huella de un participante.","editor.read_only":"Solo lectura","editor.show_signal":"Mostrar siempre saltos y señal","editor.mark_read":"Marcar los mensajes como leídos","editor.mark_read_help":"Desactívalo en una pantalla que está siempre encendida, para que los mensajes sigan sin leer hasta que alguien los vea en otro sitio.","editor.height":"Altura","editor.height_help":"En las vistas con secciones decide la disposición.","state.loading":"Conectando con la malla…","state.offline":"No hay conexión con Home Assistant.","state.offline_hint":"Volverá por sí sola; lo que has escrito se conserva.","state.not_loaded":"El nodo de la malla no está en marcha.","state.not_loaded_admin":"Puede que esté arrancando. Si sigue así, mira Mesh Broadcast en los ajustes: configúralo, actívalo o recárgalo.","state.not_loaded_user":"Puede que esté arrancando. Si sigue así, pregunta a quien se ocupa de este Home Assistant.","state.open_settings":"Abrir los ajustes","state.not_allowed":"No puedes ver la malla.","state.not_allowed_hint":"Un administrador de este Home Assistant puede permitirlo.","state.failed":"El nodo ha dado una respuesta que aquí no tiene sentido.","state.not_running":"El nodo no está en el aire.","state.not_running_hint":"Comprueba que haya un adaptador o un proxy de Bluetooth. Puedes leer, pero no enviar.","error.offline":"No hay conexión con Home Assistant. Inténtalo de nuevo cuando vuelva.","error.not_loaded":"El nodo de la malla no está en marcha. Inténtalo de nuevo en un momento.","error.not_allowed":"No puedes hacer esto. Un administrador puede permitirte los mensajes privados en las opciones de Mesh Broadcast.","error.not_running":"El nodo no está en el aire: comprueba que haya un adaptador o un proxy de Bluetooth e inténtalo de nuevo.","error.peer_unknown":"El nodo ya no conoce a este participante. Espera a que vuelva a estar al alcance.","error.peer_blocked":"Este participante está bloqueado. Desbloquéalo para escribir.","error.message_unknown":"Este mensaje se ha borrado entretanto.","error.message_not_failed":"Este mensaje está en camino: no hace falta un segundo intento.","error.unknown":"No ha funcionado. Inténtalo de nuevo; puede que el registro de Home Assistant diga más.","chat.private":"Cifrado de extremo a extremo","chat.back":"Conversaciones","chat.search":"Buscar en esta conversación","chat.keys":"Las flechas van de un mensaje a otro, Intro a lo que se puede hacer con él, Escape al campo de texto.","conversations.label":"Conversaciones","conversations.public":"Canal público","conversations.in_reach":"Al alcance","conversations.people_one":"{n} persona al alcance","conversations.people_other":"{n} personas al alcance","conversations.unread_one":"{n} mensaje sin leer","conversations.unread_other":"{n} mensajes sin leer","thread.label":"Mensajes","thread.loading":"Cargando mensajes…","thread.failed":"No se han podido cargar los mensajes.","thread.loading_older":"Cargando mensajes anteriores…","thread.load_older":"Cargar mensajes anteriores","thread.beginning":"Antes de esto no se dijo nada.","thread.pruned":"Los mensajes anteriores se han borrado.","thread.pruned_days_one":"Los mensajes anteriores se han borrado: se guardan {n} día.","thread.pruned_days_other":"Los mensajes anteriores se han borrado: se guardan {n} días.","thread.empty_public":"Nadie ha dicho nada todavía.","thread.empty_public_hint":"Saluda: lo leerán todos los que estén al alcance de la malla.","thread.empty_read_only":"Aquí aparecerá lo que se diga en el canal público.","thread.empty_private":"Todavía no se ha dicho nada con {name}.","thread.empty_private_hint":"Solo vosotros dos podéis leer lo que se escribe aquí.","thread.unread_marker":"Mensajes nuevos","thread.new_messages_one":"{n} mensaje nuevo","thread.new_messages_other":"{n} mensajes nuevos","thread.to_end":"Al mensaje más reciente","message.you":"Tú","message.by_verified":"{name}, verificado","message.actions":"Qué hacer con este mensaje","message.reply":"Responder","message.mention":"Mencionar","message.copy":"Copiar el texto","message.copied":"Copiado.","message.copy_failed":"El navegador no deja copiar a esta página. Selecciona el texto en su lugar.","message.details":"Detalles","message.resend":"Enviar de nuevo","message.retry":"Intentar de nuevo","message.edit":"Editar","message.discard":"Descartar","message.show_all":"Mostrar todo","status.sending":"Enviando","status.refused":"No enviado","status.queued":"Espera a que la otra persona esté al alcance","status.sent":"Enviado","status.relayed":"Transmitido por otros","status.heard_by_one":"Oído al menos por {n} participante","status.heard_by_other":"Oído al menos por {n} participantes","status.delivered":"Entregado","status.read":"Leído","status.expired":"Sin confirmar","status.failed":"No entregado","failure.expired":"No entregado: la otra persona no estuvo al alcance a tiempo.","failure.outbox_full":"No entregado: esperaban demasiados mensajes.","failure.not_confirmed":"Sin confirmar: puede que haya llegado, pero nadie lo ha dicho.","failure.identity_changed":"No entregado: ahora responde otra persona con este nombre. Comparad las huellas antes de volver a escribir.","failure.wiped":"No entregado: el nodo lo ha olvidado todo entretanto.","failure.unknown":"No entregado.","hops.direct":"Vecino",hops_one:"{n} salto",hops_other:"{n} saltos","signal.dbm":"{value} dBm","trust.verified":"Verificado","trust.seen_long":"Visto: los mensajes están firmados, pero la clave es nueva para nosotros.","trust.pinned_long":"Conocido: la misma clave que en el primer encuentro.","trust.proven_long":"Probado: una sesión cifrada ha probado la clave.","trust.verified_long":"Verificado: has comparado las huellas.","peer.unknown":"Ya no se conoce","peer.blocked":"Bloqueado","peer.in_reach":"Al alcance","peer.absent":"Fuera de alcance","peer.last_seen":"Visto por última vez {when}","composer.placeholder_public":"Mensaje a todos los que estén al alcance","composer.placeholder_private":"Mensaje privado a {name}","composer.send":"Enviar","composer.empty":"Escribe algo primero","composer.bytes":"{n} de {limit} bytes","composer.parts_one":"se envía en {n} mensaje","composer.parts_other":"se envía en {n} mensajes","composer.too_long_one":"sobra {n} byte","composer.too_long_other":"sobran {n} bytes","composer.cancel_reply":"No responder a este mensaje","composer.names_label":"Personas","composer.names_one":"{n} persona coincide. Intro toma la elegida.","composer.names_other":"{n} personas coinciden. Las flechas eligen, Intro toma la elegida.","composer.absent":"{name} no está al alcance. El mensaje espera y se enviará cuando vuelva.","composer.nobody":"Ahora no hay nadie al alcance. Quienes lleguen más tarde recogerán lo que se perdieron.","composer.blocked":"{name} está en la lista de bloqueo. Desbloquea para escribir.","search.placeholder":"Buscar mensajes","search.close":"Cerrar la búsqueda","search.title":"Buscar en esta conversación","search.hint":"Escribe una palabra o parte de ella.","search.none":"No se ha encontrado nada.","search.none_hint":"Prueba con menos letras o en otra conversación.","search.found_one":"{n} mensaje encontrado","search.found_other":"{n} mensajes encontrados","search.failed":"La búsqueda no ha funcionado.","search.gone":"Este mensaje se ha borrado entretanto.","details.title":"Detalles del mensaje","details.from":"De","details.trust":"Confianza","details.delivery":"Entrega","details.reason":"Motivo","details.heard_by":"Alcance","details.sent":"Enviado","details.received":"Recibido","details.way":"Distancia","details.via":"Llegó por","details.fingerprint":"Huella","details.message_id":"ID del mensaje"};var C5={"common.try_again":"Réessayer","common.close":"Fermer","card.chat_name":"Discussion du maillage","card.chat_description":"Lire et écrire ce qui se dit sur le réseau maillé : le canal public et chaque pair.","card.bad_conversation":"« conversation » doit être « all », « public » ou l’empreinte d’un pair, de 64 chiffres hexadécimaux.","card.bad_height":"« height » doit être un nombre de pixels, au moins {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barre latérale","panel.chat":"Discussion","panel.map":"Carte","panel.activity":"Activité","strategy.name":"Mesh Broadcast","strategy.description":"Discussion, carte et activité du réseau maillé, et l’état de votre nœud.","strategy.status":"État","strategy.node":"Ce nœud","strategy.peer":"Pair","editor.title":"Titre","editor.conversation":"Conversation","editor.conversation_all":"Toutes les conversations","editor.conversation_public":"Seulement le canal public","editor.conversation_help":"Toutes, le canal public, ou l’empreinte d’un pair.","editor.read_only":"Lecture seule","editor.show_signal":"Toujours montrer les sauts et le signal","editor.mark_read":"Marquer les messages comme lus","editor.mark_read_help":"À désactiver sur un écran toujours allumé, pour que les messages restent non lus jusqu’à ce que quelqu’un les regarde ailleurs.","editor.height":"Hauteur","editor.height_help":"Dans les vues à sections, c’est la disposition qui décide.","state.loading":"Connexion au réseau maillé…","state.offline":"Pas de connexion à Home Assistant.","state.offline_hint":"Elle reviendra d’elle-même ; ce que vous avez saisi est conservé.","state.not_loaded":"Le nœud du réseau maillé ne fonctionne pas.","state.not_loaded_admin":"Il est peut-être en train de démarrer. Si cela dure, voyez Mesh Broadcast dans les paramètres : configurez-le, activez-le ou rechargez-le.","state.not_loaded_user":"Il est peut-être en train de démarrer. Si cela dure, demandez à la personne qui s’occupe de ce Home Assistant.","state.open_settings":"Ouvrir les paramètres","state.not_allowed":"Vous ne pouvez pas voir le réseau maillé.","state.not_allowed_hint":"Un administrateur de ce Home Assistant peut l’autoriser.","state.failed":"Le nœud a donné une réponse incompréhensible ici.","state.not_running":"Le nœud n’émet pas.","state.not_running_hint":"Vérifiez qu’un adaptateur ou un proxy Bluetooth est présent. Vous pouvez lire, mais pas envoyer.","error.offline":"Pas de connexion à Home Assistant. Réessayez quand elle sera revenue.","error.not_loaded":"Le nœud du réseau maillé ne fonctionne pas. Réessayez dans un instant.","error.not_allowed":"Vous ne pouvez pas faire cela. Un administrateur peut vous autoriser les messages privés dans les options de Mesh Broadcast.","error.not_running":"Le nœud n’émet pas : vérifiez qu’un adaptateur ou un proxy Bluetooth est présent, puis réessayez.","error.peer_unknown":"Le nœud ne connaît plus ce pair. Attendez qu’il soit de nouveau à portée.","error.peer_blocked":"Ce pair est bloqué. Débloquez-le pour écrire.","error.message_unknown":"Ce message a été supprimé entre-temps.","error.message_not_failed":"Ce message est en route : inutile de le renvoyer.","error.unknown":"Cela n’a pas fonctionné. Réessayez ; le journal de Home Assistant en dit peut-être plus.","chat.private":"Chiffré de bout en bout","chat.back":"Conversations","chat.search":"Rechercher dans cette conversation","chat.keys":"Les flèches vont d’un message à l’autre, Entrée mène à ce qu’on peut en faire, Échap au champ de texte.","conversations.label":"Conversations","conversations.public":"Canal public","conversations.in_reach":"À portée","conversations.people_one":"{n} personne à portée","conversations.people_other":"{n} personnes à portée","conversations.unread_one":"{n} message non lu","conversations.unread_other":"{n} messages non lus","thread.label":"Fil des messages","thread.loading":"Chargement des messages…","thread.failed":"Les messages n’ont pas pu être chargés.","thread.loading_older":"Chargement des messages plus anciens…","thread.load_older":"Charger les messages plus anciens","thread.beginning":"Rien n’a été dit avant.","thread.pruned":"Les messages plus anciens ont été supprimés.","thread.pruned_days_one":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jour.","thread.pruned_days_other":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jours.","thread.empty_public":"Personne n’a encore rien dit.","thread.empty_public_hint":"Dites bonjour : tout le monde à portée du réseau le lira.","thread.empty_read_only":"Ce qui se dit sur le canal public apparaîtra ici.","thread.empty_private":"Rien n’a encore été dit avec {name}.","thread.empty_private_hint":"Vous deux seuls pouvez lire ce qui s’écrit ici.","thread.unread_marker":"Nouveaux messages","thread.new_messages_one":"{n} nouveau message","thread.new_messages_other":"{n} nouveaux messages","thread.to_end":"Vers le message le plus récent","message.you":"Vous","message.by_verified":"{name}, vérifié","message.actions":"Que faire de ce message","message.reply":"Répondre","message.mention":"Mentionner","message.copy":"Copier le texte","message.copied":"Copié.","message.copy_failed":"Le navigateur ne laisse pas cette page copier. Sélectionnez plutôt le texte.","message.details":"Détails","message.resend":"Renvoyer","message.retry":"Réessayer","message.edit":"Modifier","message.discard":"Abandonner","message.show_all":"Tout afficher","status.sending":"Envoi en cours","status.refused":"Non envoyé","status.queued":"Attend que l’autre soit à portée","status.sent":"Envoyé","status.relayed":"Transmis par d’autres","status.heard_by_one":"Entendu par au moins {n} pair","status.heard_by_other":"Entendu par au moins {n} pairs","status.delivered":"Remis","status.read":"Lu","status.expired":"Non confirmé","status.failed":"Non remis","failure.expired":"Non remis : l’autre n’a pas été à portée à temps.","failure.outbox_full":"Non remis : trop de messages attendaient.","failure.not_confirmed":"Non confirmé : il est peut-être arrivé, mais personne ne l’a dit.","failure.identity_changed":"Non remis : quelqu’un d’autre répond maintenant sous ce nom. Comparez les empreintes avant d’écrire de nouveau.","failure.wiped":"Non remis : le nœud a tout oublié entre-temps.","failure.unknown":"Non remis.","hops.direct":"Voisin",hops_one:"{n} saut",hops_other:"{n} sauts","signal.dbm":"{value} dBm","trust.verified":"Vérifié","trust.seen_long":"Vu : les messages sont signés, mais la clé nous est nouvelle.","trust.pinned_long":"Connu : la même clé qu’à la première rencontre.","trust.proven_long":"Prouvé : une session chiffrée a prouvé la clé.","trust.verified_long":"Vérifié : vous avez comparé les empreintes.","peer.unknown":"N’est plus connu","peer.blocked":"Bloqué","peer.in_reach":"À portée","peer.absent":"Hors de portée","peer.last_seen":"Vu pour la dernière fois {when}","composer.placeholder_public":"Message à tous ceux à portée","composer.placeholder_private":"Message privé à {name}","composer.send":"Envoyer","composer.empty":"Écrivez d’abord quelque chose","composer.bytes":"{n} octets sur {limit}","composer.parts_one":"envoyé en {n} message","composer.parts_other":"envoyé en {n} messages","composer.too_long_one":"{n} octet de trop","composer.too_long_other":"{n} octets de trop","composer.cancel_reply":"Ne pas répondre à ce message","composer.names_label":"Personnes","composer.names_one":"{n} personne correspond. Entrée prend celle qui est choisie.","composer.names_other":"{n} personnes correspondent. Les flèches choisissent, Entrée prend celle qui est choisie.","composer.absent":"{name} n’est pas à portée. Le message attend et partira à son retour.","composer.nobody":"Personne n’est à portée. Ceux qui viendront plus tard récupéreront ce qu’ils ont manqué.","composer.blocked":"{name} est bloqué. Débloquez cette personne pour écrire.","search.placeholder":"Rechercher des messages","search.close":"Fermer la recherche","search.title":"Rechercher dans cette conversation","search.hint":"Saisissez un mot ou une partie d’un mot.","search.none":"Rien trouvé.","search.none_hint":"Essayez avec moins de lettres, ou dans une autre conversation.","search.found_one":"{n} message trouvé","search.found_other":"{n} messages trouvés","search.failed":"La recherche n’a pas fonctionné.","search.gone":"Ce message a été supprimé entre-temps.","details.title":"Détails du message","details.from":"De","details.trust":"Confiance","details.delivery":"Remise","details.reason":"Raison","details.heard_by":"Portée","details.sent":"Envoyé","details.received":"Reçu","details.way":"Distance","details.via":"Venu par","details.fingerprint":"Empreinte","details.message_id":"Identifiant du message"};var H5={"common.try_again":"Opnieuw proberen","common.close":"Sluiten","card.chat_name":"Mesh-chat","card.chat_description":"Lees en schrijf wat er op het mesh wordt gezegd: in het openbare kanaal en met elke deelnemer.","card.bad_conversation":"‘conversation’ moet ‘all’, ‘public’ of de vingerafdruk van een deelnemer met 64 hexadecimale cijfers zijn.","card.bad_height":"‘height’ moet een aantal pixels zijn, minstens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Zijbalk","panel.chat":"Chat","panel.map":"Kaart","panel.activity":"Activiteit","strategy.name":"Mesh Broadcast","strategy.description":"Chat, kaart en activiteit van het mesh, en de toestand van je knooppunt.","strategy.status":"Toestand","strategy.node":"Dit knooppunt","strategy.peer":"Deelnemer","editor.title":"Titel","editor.conversation":"Gesprek","editor.conversation_all":"Alle gesprekken","editor.conversation_public":"Alleen het openbare kanaal","editor.conversation_help":"Alle, het openbare kanaal, of de vingerafdruk van een deelnemer.","editor.read_only":"Alleen lezen","editor.show_signal":"Stappen en signaal altijd tonen","editor.mark_read":"Berichten als gelezen markeren","editor.mark_read_help":"Zet dit uit op een scherm dat altijd aan staat, zodat berichten ongelezen blijven tot iemand elders kijkt.","editor.height":"Hoogte","editor.height_help":"In weergaven met secties bepaalt de indeling dit.","state.loading":"Verbinden met het mesh…","state.offline":"Geen verbinding met Home Assistant.","state.offline_hint":"Die komt vanzelf terug; wat je hebt getypt blijft bewaard.","state.not_loaded":"Het mesh-knooppunt draait niet.","state.not_loaded_admin":"Misschien start het net op. Blijft dit zo, kijk dan in de instellingen bij Mesh Broadcast: stel het in, schakel het in of herlaad het.","state.not_loaded_user":"Misschien start het net op. Blijft dit zo, vraag het dan aan wie deze Home Assistant beheert.","state.open_settings":"Instellingen openen","state.not_allowed":"Je mag het mesh niet zien.","state.not_allowed_hint":"Een beheerder van deze Home Assistant kan dat toestaan.","state.failed":"Het mesh-knooppunt gaf een antwoord dat hier niet te begrijpen is.","state.not_running":"Het knooppunt is niet in de lucht.","state.not_running_hint":"Controleer of er een Bluetooth-adapter of -proxy is. Je kunt lezen, maar niet verzenden.","error.offline":"Geen verbinding met Home Assistant. Probeer het opnieuw als die terug is.","error.not_loaded":"Het mesh-knooppunt draait niet. Probeer het zo meteen opnieuw.","error.not_allowed":"Dit mag je niet. Een beheerder kan privéberichten voor je toestaan in de opties van Mesh Broadcast.","error.not_running":"Het knooppunt is niet in de lucht: controleer of er een Bluetooth-adapter of -proxy is en probeer het opnieuw.","error.peer_unknown":"Het knooppunt kent deze deelnemer niet meer. Wacht tot die weer binnen bereik is.","error.peer_blocked":"Deze deelnemer is geblokkeerd. Hef de blokkering op om te schrijven.","error.message_unknown":"Dit bericht is intussen verwijderd.","error.message_not_failed":"Dit bericht is onderweg: een tweede poging is niet nodig.","error.unknown":"Dat is niet gelukt. Probeer het opnieuw; in het logboek van Home Assistant staat misschien meer.","chat.private":"Versleuteld van eind tot eind","chat.back":"Gesprekken","chat.search":"Zoeken in dit gesprek","chat.keys":"Pijltjestoetsen gaan van bericht naar bericht, Enter naar wat je ermee kunt doen, Escape naar het tekstveld.","conversations.label":"Gesprekken","conversations.public":"Openbaar kanaal","conversations.in_reach":"Binnen bereik","conversations.people_one":"{n} persoon binnen bereik","conversations.people_other":"{n} personen binnen bereik","conversations.unread_one":"{n} ongelezen bericht","conversations.unread_other":"{n} ongelezen berichten","thread.label":"Berichten","thread.loading":"Berichten laden…","thread.failed":"De berichten konden niet worden geladen.","thread.loading_older":"Oudere berichten laden…","thread.load_older":"Oudere berichten laden","thread.beginning":"Hiervoor is niets gezegd.","thread.pruned":"Oudere berichten zijn verwijderd.","thread.pruned_days_one":"Oudere berichten zijn verwijderd: ze worden {n} dag bewaard.","thread.pruned_days_other":"Oudere berichten zijn verwijderd: ze worden {n} dagen bewaard.","thread.empty_public":"Nog niemand heeft iets gezegd.","thread.empty_public_hint":"Zeg hallo: iedereen binnen bereik van het mesh zal het lezen.","thread.empty_read_only":"Wat in het openbare kanaal wordt gezegd, verschijnt hier.","thread.empty_private":"Met {name} is nog niets besproken.","thread.empty_private_hint":"Alleen jullie tweeën kunnen lezen wat hier wordt geschreven.","thread.unread_marker":"Nieuwe berichten","thread.new_messages_one":"{n} nieuw bericht","thread.new_messages_other":"{n} nieuwe berichten","thread.to_end":"Naar het nieuwste bericht","message.you":"Jij","message.by_verified":"{name}, geverifieerd","message.actions":"Wat je met dit bericht kunt doen","message.reply":"Beantwoorden","message.mention":"Noemen","message.copy":"Tekst kopiëren","message.copied":"Gekopieerd.","message.copy_failed":"De browser laat deze pagina niet kopiëren. Selecteer in plaats daarvan de tekst.","message.details":"Bijzonderheden","message.resend":"Opnieuw verzenden","message.retry":"Opnieuw proberen","message.edit":"Bewerken","message.discard":"Weggooien","message.show_all":"Alles tonen","status.sending":"Wordt verzonden","status.refused":"Niet verzonden","status.queued":"Wacht tot de ander binnen bereik is","status.sent":"Verzonden","status.relayed":"Door anderen doorgegeven","status.heard_by_one":"Door minstens {n} deelnemer gehoord","status.heard_by_other":"Door minstens {n} deelnemers gehoord","status.delivered":"Afgeleverd","status.read":"Gelezen","status.expired":"Niet bevestigd","status.failed":"Niet afgeleverd","failure.expired":"Niet afgeleverd: de ander was niet op tijd binnen bereik.","failure.outbox_full":"Niet afgeleverd: er wachtten te veel berichten.","failure.not_confirmed":"Niet bevestigd: het kan aangekomen zijn, maar niemand heeft dat gezegd.","failure.identity_changed":"Niet afgeleverd: onder deze naam antwoordt nu iemand anders. Vergelijk vingerafdrukken voor je weer schrijft.","failure.wiped":"Niet afgeleverd: het knooppunt is intussen alles vergeten.","failure.unknown":"Niet afgeleverd.","hops.direct":"Buur",hops_one:"{n} stap",hops_other:"{n} stappen","signal.dbm":"{value} dBm","trust.verified":"Geverifieerd","trust.seen_long":"Gezien: de berichten zijn ondertekend, maar de sleutel is nieuw voor ons.","trust.pinned_long":"Bekend: dezelfde sleutel als bij de eerste ontmoeting.","trust.proven_long":"Bewezen: een versleutelde sessie heeft de sleutel bewezen.","trust.verified_long":"Geverifieerd: je hebt vingerafdrukken vergeleken.","peer.unknown":"Niet meer bekend","peer.blocked":"Geblokkeerd","peer.in_reach":"Binnen bereik","peer.absent":"Niet binnen bereik","peer.last_seen":"Laatst gezien: {when}","composer.placeholder_public":"Bericht aan iedereen binnen bereik","composer.placeholder_private":"Privébericht aan {name}","composer.send":"Verzenden","composer.empty":"Schrijf eerst iets","composer.bytes":"{n} van {limit} bytes","composer.parts_one":"gaat weg als {n} bericht","composer.parts_other":"gaat weg als {n} berichten","composer.too_long_one":"{n} byte te lang","composer.too_long_other":"{n} bytes te lang","composer.cancel_reply":"Dit bericht niet beantwoorden","composer.names_label":"Personen","composer.names_one":"{n} persoon past. Enter neemt de gekozen persoon.","composer.names_other":"{n} personen passen. Pijltjestoetsen kiezen, Enter neemt de gekozen persoon.","composer.absent":"{name} is niet binnen bereik. Het bericht wacht en gaat weg zodra dat verandert.","composer.nobody":"Er is nu niemand binnen bereik. Wie later komt, haalt op wat ontbreekt.","composer.blocked":"{name} is geblokkeerd. Hef de blokkering op om te schrijven.","search.placeholder":"Berichten zoeken","search.close":"Zoeken sluiten","search.title":"In dit gesprek zoeken","search.hint":"Typ een woord of een deel ervan.","search.none":"Niets gevonden.","search.none_hint":"Probeer minder letters, of een ander gesprek.","search.found_one":"{n} bericht gevonden","search.found_other":"{n} berichten gevonden","search.failed":"Het zoeken is niet gelukt.","search.gone":"Dit bericht is intussen verwijderd.","details.title":"Over dit bericht","details.from":"Van","details.trust":"Vertrouwen","details.delivery":"Aflevering","details.reason":"Reden","details.heard_by":"Bereik","details.sent":"Verzonden","details.received":"Ontvangen","details.way":"Afstand","details.via":"Gekomen via","details.fingerprint":"Vingerafdruk","details.message_id":"Bericht-ID"};var V5={"common.try_again":"重试","common.close":"关闭","card.chat_name":"网状网络聊天","card.chat_description":"阅读和发送网状网络上的消息：公共频道以及与每个节点的私聊。","card.bad_conversation":"“conversation”必须是“all”、“public”或某个节点的 64 位十六进制指纹。","card.bad_height":"“height”必须是像素数，至少为 {n}。","panel.title":"Mesh Broadcast","panel.menu":"侧边栏","panel.chat":"聊天","panel.map":"地图","panel.activity":"活动","strategy.name":"Mesh Broadcast","strategy.description":"网状网络的聊天、地图和活动，以及本节点的状态。","strategy.status":"状态","strategy.node":"本节点","strategy.peer":"节点","editor.title":"标题","editor.conversation":"会话","editor.conversation_all":"所有会话","editor.conversation_public":"仅公共频道","editor.conversation_help":"所有会话、公共频道，或某个节点的指纹。","editor.read_only":"只读","editor.show_signal":"始终显示跳数和信号","editor.mark_read":"将消息标为已读","editor.mark_read_help":"在常亮的屏幕上请关闭此项，这样消息会保持未读，直到有人在别处查看。","editor.height":"高度","editor.height_help":"在分区视图中由布局决定。","state.loading":"正在连接网状网络…","state.offline":"与 Home Assistant 的连接已断开。","state.offline_hint":"连接会自动恢复；您输入的内容会保留。","state.not_loaded":"网状网络节点未运行。","state.not_loaded_admin":"它可能正在启动。如果一直如此，请在设置中查看 Mesh Broadcast：进行配置、启用或重新加载。","state.not_loaded_user":"它可能正在启动。如果一直如此，请询问管理此 Home Assistant 的人。","state.open_settings":"打开设置","state.not_allowed":"您无权查看网状网络。","state.not_allowed_hint":"此 Home Assistant 的管理员可以授权。","state.failed":"节点给出了此处无法理解的回答。","state.not_running":"节点未在广播。","state.not_running_hint":"请检查是否有蓝牙适配器或代理。您可以阅读，但不能发送。","error.offline":"与 Home Assistant 的连接已断开。请在恢复后重试。","error.not_loaded":"网状网络节点未运行。请稍后重试。","error.not_allowed":"您无权执行此操作。管理员可以在 Mesh Broadcast 的选项中允许您使用私密消息。","error.not_running":"节点未在广播：请检查是否有蓝牙适配器或代理，然后重试。","error.peer_unknown":"节点已不认识此对象。请等到其再次进入范围。","error.peer_blocked":"此节点已被屏蔽。请先解除屏蔽再发送。","error.message_unknown":"此消息已被删除。","error.message_not_failed":"此消息正在途中：无需再次发送。","error.unknown":"操作未成功。请重试；Home Assistant 的日志中可能有更多信息。","chat.private":"端到端加密","chat.back":"会话列表","chat.search":"在此会话中搜索","chat.keys":"方向键在消息之间移动，回车键前往可对消息执行的操作，Esc 键回到输入框。","conversations.label":"会话列表","conversations.public":"公共频道","conversations.in_reach":"范围内","conversations.people_one":"范围内有 {n} 人","conversations.people_other":"范围内有 {n} 人","conversations.unread_one":"{n} 条未读消息","conversations.unread_other":"{n} 条未读消息","thread.label":"消息","thread.loading":"正在加载消息…","thread.failed":"无法加载消息。","thread.loading_older":"正在加载更早的消息…","thread.load_older":"加载更早的消息","thread.beginning":"在此之前没有消息。","thread.pruned":"更早的消息已被删除。","thread.pruned_days_one":"更早的消息已被删除：消息保留 {n} 天。","thread.pruned_days_other":"更早的消息已被删除：消息保留 {n} 天。","thread.empty_public":"还没有人说话。","thread.empty_public_hint":"打个招呼吧：网络范围内的所有人都会看到。","thread.empty_read_only":"公共频道中的消息将显示在此处。","thread.empty_private":"与 {name} 还没有消息。","thread.empty_private_hint":"只有你们两人能看到这里的内容。","thread.unread_marker":"新消息","thread.new_messages_one":"{n} 条新消息","thread.new_messages_other":"{n} 条新消息","thread.to_end":"前往最新消息","message.you":"您","message.by_verified":"{name}（已验证）","message.actions":"对此消息的操作","message.reply":"回复","message.mention":"提及","message.copy":"复制文本","message.copied":"已复制。","message.copy_failed":"浏览器不允许此页面复制。请改为选中文本。","message.details":"详情","message.resend":"再次发送","message.retry":"重试","message.edit":"编辑","message.discard":"丢弃","message.show_all":"显示全部","status.sending":"正在发送","status.refused":"未发送","status.queued":"等待对方进入范围","status.sent":"已发送","status.relayed":"已由他人转发","status.heard_by_one":"至少 {n} 个节点已收到","status.heard_by_other":"至少 {n} 个节点已收到","status.delivered":"已送达","status.read":"已读","status.expired":"未确认","status.failed":"未送达","failure.expired":"未送达：对方未能及时进入范围。","failure.outbox_full":"未送达：等待的消息过多。","failure.not_confirmed":"未确认：消息可能已到达，但没有收到确认。","failure.identity_changed":"未送达：现在以此名称应答的是另一个人。再次发送前请比对指纹。","failure.wiped":"未送达：节点在此期间清除了所有数据。","failure.unknown":"未送达。","hops.direct":"邻居",hops_one:"{n} 跳",hops_other:"{n} 跳","signal.dbm":"{value} dBm","trust.verified":"已验证","trust.seen_long":"见过：消息有签名，但密钥对我们来说是新的。","trust.pinned_long":"认识：与首次相遇时的密钥相同。","trust.proven_long":"已证明：加密会话证明了该密钥。","trust.verified_long":"已验证：您比对过指纹。","peer.unknown":"已不认识","peer.blocked":"已屏蔽","peer.in_reach":"在范围内","peer.absent":"不在范围内","peer.last_seen":"上次见到：{when}","composer.placeholder_public":"发送给范围内的所有人","composer.placeholder_private":"给 {name} 的私密消息","composer.send":"发送","composer.empty":"请先输入内容","composer.bytes":"{n} / {limit} 字节","composer.parts_one":"分 {n} 条发送","composer.parts_other":"分 {n} 条发送","composer.too_long_one":"超出 {n} 字节","composer.too_long_other":"超出 {n} 字节","composer.cancel_reply":"不回复此消息","composer.names_label":"人员","composer.names_one":"有 {n} 人匹配。回车键选定。","composer.names_other":"有 {n} 人匹配。方向键选择，回车键选定。","composer.absent":"{name} 不在范围内。消息会等待，并在其返回时发送。","composer.nobody":"现在范围内没有人。之后到来的人会获取错过的消息。","composer.blocked":"{name} 已被屏蔽。请先解除屏蔽再发送。","search.placeholder":"搜索消息","search.close":"关闭搜索","search.title":"搜索此会话","search.hint":"输入一个词或其中一部分。","search.none":"没有找到。","search.none_hint":"请减少字数，或在其他会话中搜索。","search.found_one":"找到 {n} 条消息","search.found_other":"找到 {n} 条消息","search.failed":"搜索未成功。","search.gone":"此消息已被删除。","details.title":"消息详情","details.from":"来自","details.trust":"信任","details.delivery":"投递","details.reason":"原因","details.heard_by":"覆盖","details.sent":"发送时间","details.received":"接收时间","details.way":"距离","details.via":"经由","details.fingerprint":"指纹","details.message_id":"消息 ID"};var m2={en:p2,de:Y2,es:J2,fr:C5,nl:H5,"zh-Hans":V5};function S1(e){return V1(e?.locale?.language??e?.language??"en")}function V1(e){let V=L5.get(e);return V||(V=B3(P3(e)),L5.set(e,V)),V}var L5=new Map;function P3(e){if(e in m2)return e;let V=e.split("-")[0]??"en";return V==="zh"?/hant|tw|hk|mo/iu.test(e)?"en":"zh-Hans":V in m2?V:"en"}function B3(e){let V=m2[e]??p2,C=new Intl.PluralRules(e);return Object.assign((L,r)=>e5(V[L],r),{language:e,plural(L,r,M){let t=C.select(r)==="one"?"one":"other";return e5(V[`${L}_${t}`],{n:r,...M})}})}function e5(e,V){return V?e.replace(/\{(\w+)\}/gu,(C,H)=>H in V?String(V[H]):C):e}var I="mesh_broadcast",s2="https://github.com/mesh-broadcast/mesh-broadcast/blob/main/docs/dashboard.md";var T3=new Set(["offline","not_loaded","not_allowed","peer_unknown","peer_blocked","message_unknown","message_not_failed","message_empty","message_too_long","send_limit","not_running","invalid_format"]),_3={unknown_command:"not_loaded",unauthorized:"not_allowed"},O=class e extends Error{constructor(C,H=""){super(H);this.code=C;this.name="MeshError"}static from(C){if(C instanceof e)return C;if(typeof C=="number")return new e("offline");if(typeof C=="object"&&C!==null){let{code:H,message:L}=C,r=typeof L=="string"?L:"";if(typeof H=="number")return new e("offline");if(typeof H=="string"){let M=_3[H]??(T3.has(H)?H:"unknown");return new e(M,r)}return new e("unknown",r)}return new e("unknown",String(C))}};var E1=class{constructor(V){this.connection=V}node(){return this.call("node")}list(V){return this.call("messages/list",{...V})}send(V,C){return this.call("messages/send",{conversation:V,text:C})}resend(V,C){return this.call("messages/resend",{conversation:V,message_id:C})}markRead(V){return this.call("messages/mark_read",{conversation:V})}signalHistory(V){return this.call("signal_history",{fingerprint:V})}async call(V,C={}){try{return await this.connection.sendMessagePromise({type:`${I}/${V}`,...C})}catch(H){throw O.from(H)}}};var r5={queued:0,sent:1,relayed:2,expired:3,failed:4,delivered:5,read:6};function h1(e,{status:V,failure:C,heard_by:H}){let L=e.status===null||r5[V]>=r5[e.status],r={status:L?V:e.status,failure:L?C:e.failure,heard_by:Math.max(H,e.heard_by)};return r.status===e.status&&r.failure===e.failure&&r.heard_by===e.heard_by?e:{...e,...r}}function M5(e){return e.own&&(e.status==="failed"||e.status==="expired")}var t5=[500,1e3,2e3,4e3,8e3,15e3],D1=class{constructor(V,C,H,L,r){this.connection=V;this.command=C;this.data=H;this.onEvent=L;this.onState=r;this.attempts=0;this.running=!1;this.generation=0;this.retryNow=()=>{!this.running||this.unsubscribe||(this.attempts=0,this.subscribe())};this.lost=()=>{this.drop(!1),this.onState("offline")}}start(){this.running||(this.running=!0,this.connection.addEventListener("ready",this.retryNow),this.connection.addEventListener("disconnected",this.lost),this.attempts=0,this.subscribe())}stop(){this.running&&(this.running=!1,this.connection.removeEventListener("ready",this.retryNow),this.connection.removeEventListener("disconnected",this.lost),this.drop(!0),this.onState("idle"))}drop(V){this.generation+=1,clearTimeout(this.timer);let C=this.unsubscribe;this.unsubscribe=void 0,V&&C&&i5(C)}async subscribe(){this.drop(!1);let V=this.generation;if(this.connection.connected===!1){this.onState("offline");return}this.onState("connecting");try{let C=await this.connection.subscribeMessage(H=>{V===this.generation&&this.received(H)},{type:`${I}/${this.command}`,...this.data},{resubscribe:!1});V===this.generation?this.unsubscribe=C:i5(C)}catch(C){if(V!==this.generation)return;this.failed(O.from(C))}}received(V){if(this.attempts=0,V.type==="gone"){this.onState("not_loaded");return}this.onEvent(V),this.onState("live")}failed(V){switch(V.code){case"offline":case"not_loaded":case"not_allowed":this.onState(V.code,V);break;default:this.onState("failed",V)}this.retryLater()}retryLater(){if(!this.running)return;let V=t5[Math.min(this.attempts,t5.length-1)];this.attempts+=1,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.subscribe()},V)}};async function i5(e){try{await e()}catch{}}var t1=class{constructor(){this.listeners=new Set}observe(V){return this.listeners.add(V),()=>this.listeners.delete(V)}changed(){for(let V of[...this.listeners])V()}};var R3=5e3,W=class extends t1{constructor(C,H,L={}){super();this.feedState="idle";this.loaded=!1;this.viewers=0;this.retry=()=>this.feed.retryNow();this.feed=new D1(C,H,L,r=>{r.type==="snapshot"&&(this.loaded=!0),this.receive(r)},(r,M)=>{if(r===this.feedState&&M===this.error&&r!=="live")return;let t=this.feedState;this.feedState=r,this.error=M,(r!=="live"||t!=="live")&&this.changed()})}retain(){clearTimeout(this.lingering),this.viewers+=1,this.feed.start();let C=!0;return()=>{C&&(C=!1,this.viewers-=1,this.viewers===0&&(clearTimeout(this.lingering),this.lingering=setTimeout(()=>{this.viewers===0&&this.feed.stop()},R3)))}}};var l2=50,F3=200,E3=25;function b(e){return Math.min(e.sent,e.received)}var o5=0,$1=class extends t1{constructor(C,H){super();this.api=C;this.conversation=H;this.messages=[];this.pending=[];this.more=!1;this.pruned=!1;this.loaded=!1;this.loading=!1;this.loadingOlder=!1;this.draft="";this.byId=new Map;this.localIds=new Map}get(C){return this.byId.get(C)}keyOf(C){return this.localIds.get(C.message_id)??C.message_id}async load(){if(!this.loading){this.loading=!0,this.error=void 0,this.changed();try{let C=await this.api.list({conversation:this.conversation,limit:l2}),H=C.messages.some(L=>this.byId.has(L.message_id));if(!H||!C.more){let L=new Set(C.messages.map(M=>M.message_id)),r=C.messages.at(-1);for(let[M,t]of this.byId){let i=r&&H&&b(t)>b(r);!L.has(M)&&!i&&this.byId.delete(M)}this.more=C.more,this.pruned=C.pruned}this.insert(C.messages),this.refresh(),this.loaded=!0}catch(C){this.error=O.from(C)}finally{this.loading=!1,this.changed()}}}async loadOlder(C=l2){let H=this.messages[0];if(!(this.loadingOlder||!this.more||!H)){this.loadingOlder=!0,this.error=void 0,this.changed();try{let L=await this.api.list({conversation:this.conversation,limit:C,before:H.message_id});this.more=L.more&&L.messages.length>0,this.pruned=L.pruned,this.insert(L.messages),this.refresh()}catch(L){this.error=O.from(L)}finally{this.loadingOlder=!1,this.changed()}}}async reveal(C){for(let H=0;H<E3&&!this.byId.has(C)&&!(!this.more||(await this.loadOlder(F3),this.error));H+=1);return this.byId.has(C)}async search(C){return(await this.api.list({conversation:this.conversation,limit:l2,search:C})).messages}async send(C){o5+=1;let H={localId:`local-${o5}`,text:C,at:Date.now(),error:void 0};this.pending=[...this.pending,H],this.changed(),await this.deliver(H.localId,C)}async retry(C){let H=this.pending.find(L=>L.localId===C);H?.error&&(this.replacePending(C,{...H,at:Date.now(),error:void 0}),this.changed(),await this.deliver(C,H.text))}discard(C){let H=this.pending.find(L=>L.localId===C);return this.replacePending(C,void 0),this.changed(),H?.text??""}async resend(C){let{message:H}=await this.api.resend(this.conversation,C);H.message_id!==C&&this.remove([C]),this.insert([H]),this.refresh(),this.changed()}receive(C,H=[]){if(!(!this.loaded&&!this.loading)){for(let L of C){if(!L.own||this.byId.has(L.message_id))continue;let r=this.pending.find(M=>!M.error&&M.text===L.text);r&&this.settle(r.localId,L)}this.insert(C);for(let L of H){let r=this.byId.get(L.message_id);r&&this.replace(h1(r,L))}this.refresh(),this.changed()}}forget(C){C?this.remove(C):(this.byId.clear(),this.more=!1,this.pruned=!1,this.refresh()),this.changed()}markRead(C){let H=C&&new Set(C),L=!1;for(let r of this.messages)!r.unread||H&&!H.has(r.message_id)||(this.byId.set(r.message_id,{...r,unread:!1}),L=!0);L&&(this.refresh(),this.changed())}async deliver(C,H){try{let{message:L}=await this.api.send(this.conversation,H);this.settle(C,L),this.insert([L]),this.refresh()}catch(L){let r=this.pending.find(M=>M.localId===C);r&&this.replacePending(C,{...r,error:O.from(L)})}this.changed()}settle(C,H){this.pending.some(L=>L.localId===C)&&(this.replacePending(C,void 0),this.localIds.set(H.message_id,C))}replacePending(C,H){this.pending=this.pending.flatMap(L=>L.localId===C?H?[H]:[]:[L])}insert(C){for(let H of C){let L=this.byId.get(H.message_id);this.replace(L?.status&&H.status?h1(H,{status:L.status,failure:L.failure,heard_by:L.heard_by}):H)}}replace(C){this.byId.set(C.message_id,C)}remove(C){for(let H of C)this.byId.delete(H);this.refresh()}refresh(){this.messages=[...this.byId.values()].sort((C,H)=>b(C)-b(H))}};var D3=400,N1=class extends W{constructor(C){super(C.connection,"messages/subscribe");this.api=C;this.conversations=new Map;this.openers=[];this.threads=new Map;this.reading=new Map}get sorted(){return[...this.conversations.values()].sort((C,H)=>C.conversation===u?-1:H.conversation===u?1:I1(H)-I1(C))}get unread(){let C=0;for(let{unread:H}of this.conversations.values())C+=H;return C}thread(C){let H=this.threads.get(C);return H||(H=new $1(this.api,C),this.threads.set(C,H)),H}open(C){let H=this.openers.at(-1);return H?H(C):this.requested=C,H!==void 0}offer(C){this.openers.push(C);let{requested:H}=this;return this.requested=void 0,H&&C(H),()=>{let L=this.openers.indexOf(C);L>=0&&this.openers.splice(L,1)}}markRead(C){let H=this.conversations.get(C);H?.unread&&(this.conversations.set(C,{...H,unread:0}),this.threads.get(C)?.markRead(),this.reading.has(C)||this.reading.set(C,setTimeout(()=>{this.reading.delete(C),this.api.markRead(C).catch(()=>{})},D3)),this.changed())}receive(C){if(C.type==="snapshot"){this.conversations.clear();for(let H of C.conversations)this.conversations.set(H.conversation,H);for(let H of this.threads.values())(H.loaded||H.error)&&H.load()}else{for(let H of C.conversations??[])this.conversations.set(H.conversation,H);for(let H of C.removed??[])this.conversations.delete(H),this.threads.get(H)?.forget();for(let{conversation:H,message_id:L}of C.removed_messages??[])this.threads.get(H)?.forget([L]);for(let{conversation:H,message_ids:L}of C.read??[])this.threads.get(H)?.markRead(L);this.receiveMessages(C)}this.changed()}receiveMessages(C){let H=a5(C.messages??[]),L=a5(C.deliveries??[]);for(let r of new Set([...H.keys(),...L.keys()]))this.threads.get(r)?.receive(H.get(r)??[],L.get(r)??[]);for(let[r,M]of L){let t=this.conversations.get(r),i=t?.last,A=M.findLast(p=>p.message_id===i?.message_id);t&&i&&A&&this.conversations.set(r,{...t,last:h1(i,A)})}}};function I1({last:e}){return e?b(e):0}function a5(e){let V=new Map;for(let C of e){let H=V.get(C.conversation);H?H.push(C):V.set(C.conversation,[C])}return V}function A5(e,V){let C=Math.max(0,V-50-1),H=e.slice(C,V),L=H.lastIndexOf("@");if(L<0||L>0&&/[\p{L}\p{N}]/u.test(H[L-1]??""))return;let r=H.slice(L+1);if(!(r.includes(`
`)||/\s{2}/u.test(r)||r.startsWith(" ")))return{start:C+L,typed:r}}function n5(e,V,C){let H=V.toLocaleLowerCase(),L=[],r=[];for(let M of e){let t=M.nickname.toLocaleLowerCase();t.startsWith(H)?L.push(M):H&&t.includes(H)&&r.push(M)}return[...L,...r].slice(0,C)}function d5(e){return[...new Set(e)].filter(Boolean).sort((V,C)=>C.length-V.length||(V<C?-1:1))}function p5(e,V){if(!e.includes("@")||!V.length)return[{text:e,mention:!1}];let C=[],H=0,L=0;for(;;){let r=e.indexOf("@",L);if(r<0)break;let M=V.find(t=>e.startsWith(t,r+1)&&!/^[\p{L}\p{N}_]/u.test(e.slice(r+1+t.length,r+3+t.length)));if(M===void 0){L=r+1;continue}r>H&&C.push({text:e.slice(H,r),mention:!1}),L=H=r+1+M.length,C.push({text:e.slice(r,H),mention:!0})}return H<e.length&&C.push({text:e.slice(H),mention:!1}),C}var W1=class extends W{constructor(C){super(C,"peers/subscribe",{include_known:!0});this.peers=new Map;this.names=[];this.namesakes=new Map}get(C){return this.peers.get(C)}byPeerId(C){for(let H of this.peers.values())if(H.peer_id===C)return H}get inReach(){return[...this.peers.values()].filter(C=>C.in_reach)}isAmbiguous(C){return(this.namesakes.get(C)??0)>1}receive(C){if(C.type==="snapshot"){this.node=C.node,this.peers.clear();for(let H of C.peers)this.peers.set(H.fingerprint,H)}else{C.node&&(this.node=C.node);for(let H of C.changed??[])this.peers.set(H.fingerprint,H);for(let H of C.removed??[])this.peers.delete(H)}this.countNames(),this.changed()}countNames(){let C=new Map;for(let{nickname:r}of this.peers.values())C.set(r,(C.get(r)??0)+1);let H=d5([this.node?.nickname??"",...C.keys()]);H.length===this.names.length&&H.every((r,M)=>r===this.names[M])||(this.names=H),this.namesakes=C}};var g1=class e{constructor(V){this.api=new E1(V),this.peers=new W1(V),this.chat=new N1(this.api)}static of(V){let C=m5.get(V);return C||(C=new e(V),m5.set(V,C)),C}},m5=new WeakMap;var Z=class extends N{get session(){return this.hass?g1.of(this.hass.connection):void 0}get t(){return S1(this.hass)}get formats(){return F1.of(this.hass)}fire(V,C){this.dispatchEvent(new CustomEvent(V,{detail:C,bubbles:!0,composed:!0}))}};n([s({attribute:!1,hasChanged:(V,C)=>V?.connection!==C?.connection||V?.locale!==C?.locale||V?.language!==C?.language||V?.connected!==C?.connected||V?.user!==C?.user})],Z.prototype,"hass",2);function s5(e,V){customElements.get(e)||customElements.define(e,V)}var g=c`
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
`;function i1(){let e=document.querySelector("home-assistant");return e?.hass?.locale?.language??e?.hass?.language??document.documentElement.lang??"en"}var l5=560,v2=280,$3=/^[0-9a-f]{64}$/u,L1=class extends Z{constructor(){super(...arguments);this.preview=!1}setConfig(C){let{conversation:H,height:L}=C;if(H!==void 0&&H!=="all"&&H!==u&&!$3.test(H))throw new Error(V1(i1())("card.bad_conversation"));if(L!==void 0&&!(Number(L)>=v2))throw new Error(V1(i1())("card.bad_height",{n:v2}));this.config=C}getCardSize(){return Math.ceil((this.config?.height??l5)/50)}getGridOptions(){return{columns:12,min_columns:6,rows:9,min_rows:5}}static getStubConfig(){return{}}static getConfigForm(){let C=V1(i1());return{schema:[{name:"title",selector:{text:{}}},{name:"conversation",selector:{select:{mode:"dropdown",custom_value:!0,options:[{value:"all",label:C("editor.conversation_all")},{value:u,label:C("editor.conversation_public")}]}}},{type:"grid",name:"",schema:[{name:"read_only",selector:{boolean:{}}},{name:"show_signal",selector:{boolean:{}}},{name:"mark_read",default:!0,selector:{boolean:{}}}]},{name:"height",selector:{number:{min:v2,max:2e3,mode:"box",unit_of_measurement:"px"}}}],computeLabel:({name:H})=>H in v5?C(v5[H]):H,computeHelper:({name:H})=>H in x5?C(x5[H]):void 0}}render(){let{config:C}=this;if(!C)return o``;let H=C.conversation&&C.conversation!=="all"?C.conversation:void 0,L=C.height??l5;return o`<ha-card style=${`--mb-height: ${Number(L)}px`}>
      <mesh-broadcast-chat-view
        .hass=${this.hass}
        .only=${H}
        .heading=${C.title??""}
        .readOnly=${C.read_only??!1}
        .showSignal=${C.show_signal??!1}
        .keepUnread=${this.preview||C.mark_read===!1}
      ></mesh-broadcast-chat-view>
    </ha-card>`}static{this.styles=[g,c`
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
    `]}};n([v()],L1.prototype,"config",2),n([s({reflect:!0})],L1.prototype,"layout",2),n([s({type:Boolean})],L1.prototype,"preview",2);var v5={title:"editor.title",conversation:"editor.conversation",read_only:"editor.read_only",show_signal:"editor.show_signal",mark_read:"editor.mark_read",height:"editor.height"},x5={conversation:"editor.conversation_help",mark_read:"editor.mark_read_help",height:"editor.height_help"};function u5(e){let V=window;V.customCards??=[],!V.customCards.some(C=>C.type===e.type)&&V.customCards.push({type:e.type,name:e.name,description:e.description,preview:!0,documentationURL:s2,getEntitySuggestion:(C,H)=>{let L=N3(C,H)?e.suggest?.(C,H):void 0;return L?{config:{type:`custom:${e.type}`,...L}}:null}})}function c5(e){let V=window;V.customStrategies??=[],!V.customStrategies.some(C=>C.type===e.type)&&V.customStrategies.push({...e,strategyType:"dashboard",documentationURL:s2})}function N3(e,V){return e.entities?.[V]?.platform===I}var Z5="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z";var B="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var S5="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z";var h5="M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z";var g5="M12,15C12.81,15 13.5,14.7 14.11,14.11C14.7,13.5 15,12.81 15,12C15,11.19 14.7,10.5 14.11,9.89C13.5,9.3 12.81,9 12,9C11.19,9 10.5,9.3 9.89,9.89C9.3,10.5 9,11.19 9,12C9,12.81 9.3,13.5 9.89,14.11C10.5,14.7 11.19,15 12,15M12,2C14.75,2 17.1,3 19.05,4.95C21,6.9 22,9.25 22,12V13.45C22,14.45 21.65,15.3 21,16C20.3,16.67 19.5,17 18.5,17C17.3,17 16.31,16.5 15.56,15.5C14.56,16.5 13.38,17 12,17C10.63,17 9.45,16.5 8.46,15.54C7.5,14.55 7,13.38 7,12C7,10.63 7.5,9.45 8.46,8.46C9.45,7.5 10.63,7 12,7C13.38,7 14.55,7.5 15.54,8.46C16.5,9.45 17,10.63 17,12V13.45C17,13.86 17.16,14.22 17.46,14.53C17.76,14.84 18.11,15 18.5,15C18.92,15 19.27,14.84 19.57,14.53C19.87,14.22 20,13.86 20,13.45V12C20,9.81 19.23,7.93 17.65,6.35C16.07,4.77 14.19,4 12,4C9.81,4 7.93,4.77 6.35,6.35C4.77,7.93 4,9.81 4,12C4,14.19 4.77,16.07 6.35,17.65C7.93,19.23 9.81,20 12,20H17V22H12C9.25,22 6.9,21 4.95,19.05C3,17.1 2,14.75 2,12C2,9.25 3,6.9 4.95,4.95C6.9,3 9.25,2 12,2Z";var f5="M20 2V4L4 8V6H2V18H4V16L6 16.5V18.5C6 20.4 7.6 22 9.5 22S13 20.4 13 18.5V18.3L20 20V22H22V2H20M11 18.5C11 19.3 10.3 20 9.5 20S8 19.3 8 18.5V17L11 17.8V18.5Z";var O5="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var b5="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z",x2="M0.41,13.41L6,19L7.41,17.58L1.83,12M22.24,5.58L11.66,16.17L7.5,12L6.07,13.41L11.66,19L23.66,7M18,7L16.59,5.58L10.24,11.93L11.66,13.34L18,7Z";var u2="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z";var o1="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var y5="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var k5="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var w5="M17,12V3A1,1 0 0,0 16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var a1="M15,4V11H5.17L4,12.17V4H15M16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12V3A1,1 0 0,0 16,2M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var P5="M19.5 17C19.37 17 19.24 17 19.11 17.04L17.5 13.79C17.95 13.34 18.25 12.71 18.25 12C18.25 10.62 17.13 9.5 15.75 9.5C15.62 9.5 15.5 9.5 15.36 9.54L13.73 6.29C14.21 5.84 14.5 5.21 14.5 4.5C14.5 3.12 13.38 2 12 2S9.5 3.12 9.5 4.5C9.5 5.21 9.79 5.84 10.26 6.29L8.64 9.54C8.5 9.5 8.38 9.5 8.25 9.5C6.87 9.5 5.75 10.62 5.75 12C5.75 12.71 6.05 13.34 6.5 13.79L4.89 17.04C4.76 17 4.63 17 4.5 17C3.12 17 2 18.12 2 19.5C2 20.88 3.12 22 4.5 22S7 20.88 7 19.5C7 18.8 6.71 18.16 6.24 17.71L7.86 14.46C8 14.5 8.12 14.5 8.25 14.5C8.38 14.5 8.5 14.5 8.64 14.46L10.27 17.71C9.8 18.16 9.5 18.8 9.5 19.5C9.5 20.88 10.62 22 12 22S14.5 20.88 14.5 19.5C14.5 18.12 13.38 17 12 17C11.87 17 11.74 17 11.61 17.04L10 13.79C10.46 13.34 10.75 12.71 10.75 12S10.46 10.66 10 10.21L11.61 6.96C11.74 7 11.87 7 12 7S12.26 7 12.39 6.96L14 10.21C13.55 10.66 13.25 11.3 13.25 12C13.25 13.38 14.37 14.5 15.75 14.5C15.88 14.5 16 14.5 16.14 14.46L17.77 17.71C17.3 18.16 17 18.8 17 19.5C17 20.88 18.12 22 19.5 22S22 20.88 22 19.5C22 18.12 20.88 17 19.5 17Z";var B5="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3";var T5="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var _5="M4,1C2.89,1 2,1.89 2,3V7C2,8.11 2.89,9 4,9H1V11H13V9H10C11.11,9 12,8.11 12,7V3C12,1.89 11.11,1 10,1H4M4,3H10V7H4V3M14,13C12.89,13 12,13.89 12,15V19C12,20.11 12.89,21 14,21H11V23H23V21H20C21.11,21 22,20.11 22,19V15C22,13.89 21.11,13 20,13H14M3.88,13.46L2.46,14.88L4.59,17L2.46,19.12L3.88,20.54L6,18.41L8.12,20.54L9.54,19.12L7.41,17L9.54,14.88L8.12,13.46L6,15.59L3.88,13.46M14,15H20V19H14V15Z";var R5="M12,4V2A10,10 0 0,0 2,12H4A8,8 0 0,1 12,4Z";var c2="M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var A1="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z";var F5="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var Z2="M22.11 21.46L2.39 1.73L1.11 3L6.25 8.14C6.1 8.41 6 8.7 6 9V14.5L9.5 18V21H14.5V18L15.31 17.2L20.84 22.73L22.11 21.46M13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.89L13.89 15.78L13.09 16.59M12.2 9L10.2 7H14V3H16V7C17 7 18 8 18 9V14.5L17.85 14.65L16 12.8V9.09C16 9.06 15.95 9 15.92 9H12.2M10 6.8L8 4.8V3H10V6.8Z";var z1="M10,9V5L3,12L10,19V14.9C15,14.9 18.5,16.5 21,20C20,15 17,10 10,9Z";var E5="M2,21L23,12L2,3V10L17,12L2,14V21Z";var D5="M18,16.08C17.24,16.08 16.56,16.38 16.04,16.85L8.91,12.7C8.96,12.47 9,12.24 9,12C9,11.76 8.96,11.53 8.91,11.3L15.96,7.19C16.5,7.69 17.21,8 18,8A3,3 0 0,0 21,5A3,3 0 0,0 18,2A3,3 0 0,0 15,5C15,5.24 15.04,5.47 15.09,5.7L8.04,9.81C7.5,9.31 6.79,9 6,9A3,3 0 0,0 3,12A3,3 0 0,0 6,15C6.79,15 7.5,14.69 8.04,14.19L15.16,18.34C15.11,18.55 15.08,18.77 15.08,19C15.08,20.61 16.39,21.91 18,21.91C19.61,21.91 20.92,20.61 20.92,19A2.92,2.92 0 0,0 18,16.08Z";var n1="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z";var y=class{constructor(V,C){this.host=V;this.onChange=C;this.ends=[];this.connected=!1;V.addController(this)}get value(){return this.store}set(V){V!==this.store&&(this.end(),this.store=V,this.connected&&this.begin(),this.host.requestUpdate())}hostConnected(){this.connected=!0,this.begin()}hostDisconnected(){this.connected=!1,this.end()}begin(){let{store:V}=this;!V||this.ends.length||(this.ends.push(V.observe(()=>{this.onChange?.(),this.host.requestUpdate()})),V instanceof W&&this.ends.push(V.retain()))}end(){for(let V of this.ends.splice(0))V()}};var I3=new TextEncoder;function z(e){return I3.encode(e).length}var U1=typeof Intl.Segmenter=="function"?new Intl.Segmenter(void 0,{granularity:"grapheme"}):void 0;function G1(e){return U1?Array.from(U1.segment(e),({segment:V})=>V):Array.from(e)}function $5(e){let V=e.slice(0,W3);return U1?U1.segment(V)[Symbol.iterator]().next().value?.segment:Array.from(V)[0]}var W3=32;function N5(e,V){let C=0,H=0,L=0;for(let[r]of e.matchAll(/\s+|\S+/gu)){let M=z(r);if(/^\s/u.test(r)){L=M;continue}if(H===0&&(L=0),H>0&&H+L+M<=V)H+=L+M;else if(M<=V)C+=1,H=M;else{let t=z3(r,V);C+=t.parts,H=t.rest}L=0}return C}function z3(e,V){let C=1,H=0;for(let L of G1(e)){let r=z(L)>V?Array.from(L):[L];for(let M of r){let t=z(M);H+t>V&&H>0&&(C+=1,H=0),H+=t}}return{parts:C,rest:H}}var U3=2/3;function I5(e,V){if(z(e)<=V)return e?1:0;let C=Math.floor(V*U3),H=0,L=[],r=0;for(let M of G1(e)){let t=z(M)>V?Array.from(M):[M];for(let i of t){let A=z(i);r+A>V&&(H+=1,L=G3(L,C),r=L.reduce((p,d)=>p+d.width,0)),L.push({text:i,width:A}),r+=A}}return H+(L.length?1:0)}function G3(e,V){for(let C=e.length;C>0;C-=1){let H=e[C-1];if(!H||!/^\s/u.test(H.text))continue;return e.slice(0,C).reduce((r,M)=>r+M.width,0)>=V?e.slice(C):[]}return[]}function m(e){return o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${e}></path></svg>`}function U(e,V,C){return o`<span
    class="avatar"
    style=${`--hue: ${K3(e??V)}`}
    aria-hidden="true"
    ><span class="letter">${q3(V)}</span>${C?o`<span class="presence"></span>`:a}</span
  >`}function q1(){return o`<span class="avatar channel" aria-hidden="true"
    >${m(f5)}</span
  >`}var Q3=500,Q1=new Map;function q3(e){let V=Q1.get(e);if(V===void 0){let C=e.slice(0,64).replace(/^[^\p{L}\p{N}\p{So}]+/u,"");V=($5(C)??"?").toLocaleUpperCase(),Q1.size>=Q3&&Q1.clear(),Q1.set(e,V)}return V}function K3(e){let V=0;for(let C=0;C<Math.min(e.length,64);C+=1)V=(V*31+e.charCodeAt(C))%3600;return V/10}var G=c`
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
`;function T(e){return o`<div class="notice" role="status">
    <div class="sign ${e.busy?"busy":""}">${m(e.icon)}</div>
    <div class="notice-title">${e.title}</div>
    ${e.text?o`<div class="notice-text">${e.text}</div>`:a}
    ${e.action?o`<button class="text-button filled" @click=${e.action.run}>
          ${e.action.label}
        </button>`:a}
  </div>`}function W5(e){return o`<div class="banner ${e.kind}" role="status">
    ${m(e.icon)}
    <div class="banner-text">
      <strong>${e.title}</strong>${e.text?o` ${e.text}`:a}
    </div>
    ${e.action?o`<button class="text-button" @click=${e.action.run}>
          ${e.action.label}
        </button>`:a}
  </div>`}var d1=c`
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
`;function z5(e){history.pushState(null,"",e),window.dispatchEvent(new CustomEvent("location-changed",{detail:{replace:!1}}))}function K1(e,V){return e.in_reach?e.direct?V("hops.direct"):e.hops===null?V("peer.in_reach"):V.plural("hops",e.hops):V("peer.absent")}function _(e,V){switch(e.code){case"offline":case"not_loaded":case"not_allowed":case"not_running":case"peer_unknown":case"peer_blocked":case"message_unknown":case"message_not_failed":return V(`error.${e.code}`);default:return e.message||V("error.unknown")}}var j3=3e3,h=class extends Z{constructor(){super(...arguments);this.readOnly=!1;this.showSignal=!1;this.keepUnread=!1;this.heading="";this.selected=u;this.pane="thread";this.searching=!1;this.toast="";this.inView=!0;this.chatWatch=new y(this);this.peersWatch=new y(this);this.openOnRequest=C=>{this.open(C),this.fire("mesh-opened",C)};this.onOpen=async C=>{C.stopPropagation(),this.open(C.detail),await this.updateComplete,matchMedia("(pointer: fine)").matches&&this.composer?.focus()};this.back=async()=>{this.pane="list",await this.updateComplete;let C=this.renderRoot.querySelector("mesh-broadcast-conversations");(C?.shadowRoot?.querySelector("[aria-current]")??C?.shadowRoot?.querySelector("button"))?.focus()};this.onFound=async C=>{C.stopPropagation(),this.searching=!1,await this.updateComplete,await this.threadElement.reveal(C.detail.message_id)||this.say(this.t("search.gone"))};this.closeSearch=()=>{this.searching=!1,this.composer?.focus()};this.seen=()=>{this.keepUnread||!this.inView||document.visibilityState!=="visible"||this.searching||!this.threadElement?.showsNewest||this.pane==="list"&&this.threadElement.offsetParent===null||this.session?.chat.markRead(this.selected)}}open(C){this.selected=C,this.pane="thread",this.searching=!1}connectedCallback(){super.connectedCallback(),document.addEventListener("visibilitychange",this.seen),this.visibility=new IntersectionObserver(C=>{this.inView=C.at(-1)?.isIntersecting??!0,this.seen()}),this.visibility.observe(this),this.hasUpdated&&this.offerToOpen()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("visibilitychange",this.seen),this.visibility?.disconnect(),clearTimeout(this.toastTimer),this.endOffer?.(),this.endOffer=void 0}willUpdate(C){let{session:H}=this;this.chatWatch.set(H?.chat),this.peersWatch.set(H?.peers),C.has("only")&&this.only&&this.open(this.only),this.offerToOpen()}render(){let{session:C}=this;if(!C)return o``;let{chat:H,peers:L}=C,r=this.blocker(H,L);if(r&&!(H.loaded&&L.loaded))return o`${T(r)}`;let M=!this.hasList(L);return o`
      <div class="panes ${M?"single":""}" data-pane=${M?"thread":this.pane}>
        ${M?a:o`<div class="list">
              ${this.heading?o`<h2 class="clip">${this.heading}</h2>`:a}
              <mesh-broadcast-conversations
                .hass=${this.hass}
                .chat=${H}
                .peers=${L}
                .selected=${this.selected}
                @mesh-open=${this.onOpen}
              ></mesh-broadcast-conversations>
            </div>`}
        ${this.renderThread(H,L,M)}
      </div>
      <mesh-broadcast-details .hass=${this.hass} .peers=${L}></mesh-broadcast-details>
      <div class="toast ${this.toast?"shown":""}" role="status">${this.toast}</div>
    `}renderThread(C,H,L){let{t:r}=this,M=C.thread(this.selected),t=this.obstacle(H),i=this.trouble(C,H);return o`<section class="thread" aria-label=${this.titleOf(H)}>
      ${this.renderHeader(C,H,L)} ${i?W5(i):a}
      ${this.searching?o`<mesh-broadcast-search
            .hass=${this.hass}
            .thread=${M}
            @mesh-found=${this.onFound}
            @mesh-close=${this.closeSearch}
          ></mesh-broadcast-search>`:a}
      <mesh-broadcast-thread
        .hass=${this.hass}
        .thread=${M}
        .peers=${H}
        .canWrite=${this.mayWrite(H)}
        .showSignal=${this.showSignal}
        ?inert=${this.searching}
        @mesh-seen=${this.seen}
        @mesh-reply=${A=>this.composer?.replyTo(A.detail)}
        @mesh-mention=${A=>this.composer?.insert(`@${A.detail} `)}
        @mesh-edit=${A=>this.composer?.insert(A.detail)}
        @mesh-compose=${()=>this.composer?.focus()}
        @mesh-details=${A=>{this.details.show(A.detail)}}
        @mesh-toast=${A=>this.say(A.detail)}
      ></mesh-broadcast-thread>
      ${this.mayWrite(H)?o`<mesh-broadcast-composer
            .hass=${this.hass}
            .thread=${M}
            .peers=${H}
            .obstacle=${t}
          ></mesh-broadcast-composer>`:a}
      <span class="sr-only">${r("chat.keys")}</span>
    </section>`}renderHeader(C,H,L){let{t:r}=this,M=this.selected===u,t=M?void 0:H.get(this.selected),i=C.unread-(C.conversations.get(this.selected)?.unread??0),A=this.titleOf(H);return o`<header>
      ${L?a:o`<button
            class="icon-button back"
            aria-label=${i?`${r("chat.back")}, ${r.plural("conversations.unread",i)}`:r("chat.back")}
            title=${r("chat.back")}
            @click=${this.back}
          >
            ${m(h5)}
            ${i?o`<span class="dot" aria-hidden="true">${i>99?"99+":i}</span>`:a}
          </button>`}
      ${M?q1():U(this.selected,A,t?.in_reach)}
      <div class="titles">
        <h2>
          <bdi class="clip">${A}</bdi>
          ${t?.trust==="verified"?o`<span class="badge" title=${r("trust.verified")}
                >${m(n1)}<span class="sr-only"
                  >${r("trust.verified")}</span
                ></span
              >`:a}
        </h2>
        <p>
          ${M?a:o`<span class="lock" title=${r("chat.private")}
                >${m(c2)}<span class="sr-only">${r("chat.private")}</span></span
              >`}
          <span class="clip">${this.subtitle(H)}</span>
        </p>
      </div>
      <button
        class="icon-button"
        aria-label=${r("chat.search")}
        title=${r("chat.search")}
        aria-pressed=${this.searching?"true":"false"}
        @click=${()=>this.searching=!this.searching}
      >
        ${m(A1)}
      </button>
    </header>`}titleOf(C){if(this.selected===u)return this.only&&this.heading||this.t("conversations.public");let H=C.get(this.selected)?.nickname,L=this.session?.chat.conversations.get(this.selected)?.title;return H??(L||this.selected.slice(0,8))}subtitle(C){let{t:H,formats:L}=this;if(this.selected===u)return H.plural("conversations.people",C.inReach.length);let r=C.get(this.selected);return r?r.blocked?H("peer.blocked"):r.in_reach?K1(r,H):H("peer.last_seen",{when:L.relative(r.last_seen,Date.now())}):H("peer.unknown")}blocker(C,H){let{t:L}=this;for(let r of[H,C])switch(r.feedState){case"offline":return{icon:_5,title:L("state.offline"),text:L("state.offline_hint"),busy:!0};case"not_loaded":return this.notLoaded(r);case"not_allowed":return{icon:c2,title:L("state.not_allowed"),text:L("state.not_allowed_hint")};case"failed":return{icon:B,title:L("state.failed"),text:r.error?_(r.error,L):void 0,action:{label:L("common.try_again"),run:r.retry}};case"idle":case"connecting":if(!r.loaded)return{icon:a1,title:L("state.loading"),busy:!0};break;case"live":break}}notLoaded(C){let{t:H}=this;return this.hass?.user?.is_admin?{icon:Z2,title:H("state.not_loaded"),text:H("state.not_loaded_admin"),action:{label:H("state.open_settings"),run:()=>z5("/config/integrations/integration/mesh_broadcast")}}:{icon:Z2,title:H("state.not_loaded"),text:H("state.not_loaded_user"),action:{label:H("common.try_again"),run:C.retry}}}trouble(C,H){let{t:L}=this,r=this.blocker(C,H);if(r)return{...r,kind:"warning"};let{node:M}=H;if(M&&!M.running)return{kind:"warning",icon:Z5,title:L("state.not_running"),text:L("state.not_running_hint")}}obstacle(C){let{t:H}=this;switch(C.feedState){case"offline":return H("error.offline");case"not_loaded":return H("error.not_loaded");default:}if(this.selected===u)return"";if(!C.node?.may_read_private)return H("error.not_allowed");let L=C.get(this.selected);return L?.blocked?H("composer.blocked",{name:L.nickname}):""}hasList(C){return!this.only&&(C.node?.may_read_private??!1)}offerToOpen(){this.only||this.endOffer||!this.isConnected||(this.endOffer=this.session?.chat.offer(this.openOnRequest))}mayWrite(C){return!this.readOnly&&(C.node?.may_send??!0)}say(C){this.toast=C,clearTimeout(this.toastTimer),this.toastTimer=setTimeout(()=>this.toast="",j3)}static{this.styles=[g,G,d1,c`
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
    `]}};n([s()],h.prototype,"only",2),n([s({type:Boolean})],h.prototype,"readOnly",2),n([s({type:Boolean})],h.prototype,"showSignal",2),n([s({type:Boolean})],h.prototype,"keepUnread",2),n([s()],h.prototype,"heading",2),n([v()],h.prototype,"selected",2),n([v()],h.prototype,"pane",2),n([v()],h.prototype,"searching",2),n([v()],h.prototype,"toast",2),n([v()],h.prototype,"inView",2),n([w("mesh-broadcast-thread")],h.prototype,"threadElement",2),n([w("mesh-broadcast-composer")],h.prototype,"composer",2),n([w("mesh-broadcast-details")],h.prototype,"details",2);var U5=32;function G5(e,V){let{body:C}=S2(V),H=(C||V).replace(/\s+/gu," ").trim(),L=G1(H),r=L.length>U5?`${L.slice(0,U5-1).join("").trimEnd()}…`:H;return`> ${e}: ${r}
`}function S2(e){let V=e.split(`
`),C=0;for(;C<V.length&&/^> ?\S/u.test(V[C]??"");)C+=1;let H=V.slice(C).join(`
`).trim();return C===0||!H?{quote:void 0,body:e}:{quote:V.slice(0,C).map(L=>L.replace(/^> ?/u,"")).join(`
`),body:H}}var q5=255,X3=6,Y3=.7;function Q5(e,V,C){let H=z(e);return V?{bytes:H,limit:C.max_message_bytes,parts:N5(e,C.part_bytes)}:{bytes:H,limit:C.max_private_bytes,parts:I5(e,q5)}}var P=class extends Z{constructor(){super(...arguments);this.obstacle="";this.text="";this.chosen=0;this.send=()=>{let{thread:C}=this,H=this.peers?.node;if(!C||!H)return;let L=this.whole;this.whyNot(Q5(L,C.conversation===u,H))||(this.write(""),this.reply=void 0,this.mention=void 0,C.send(L),this.focus())};this.cancelReply=()=>{this.reply=void 0,this.focus()};this.onInput=()=>{this.write(this.area.value),this.findMention()};this.findMention=()=>{let{area:C}=this;this.mention=C.selectionStart===C.selectionEnd?A5(C.value,C.selectionStart):void 0,this.chosen=0};this.closeNames=()=>{this.mention=void 0};this.onKey=C=>{if(C.isComposing||C.keyCode===229)return;let{names:H}=this;if(H.length&&this.onNamesKey(C,H)){C.preventDefault(),C.stopPropagation();return}C.key==="Enter"&&!C.shiftKey&&!C.altKey?(C.preventDefault(),this.send()):C.key==="Escape"&&this.reply&&(C.stopPropagation(),this.cancelReply())}}focus(){this.area?.focus()}replyTo(C){this.reply=C,this.focus()}insert(C){let H=this.text&&!/\s$/u.test(this.text)?" ":"";this.write(`${this.text}${H}${C}`),this.focus()}willUpdate(C){C.has("thread")&&(this.text=this.thread?.draft??"",this.reply=void 0,this.mention=void 0)}updated(){let{area:C}=this;C&&(C.value!==this.text&&(C.value=this.text),CSS.supports("field-sizing","content")||(C.style.height="auto",C.style.height=`${C.scrollHeight}px`))}render(){let{t:C,thread:H}=this,L=this.peers?.node;if(!H||!L)return o``;let r=H.conversation===u,M=Q5(this.whole,r,L),t=M.bytes-M.limit,i=this.names,A=r?L.part_bytes:q5,p=M.parts>1||M.bytes>A*Y3||t>0,d=this.whyNot(M),x=r?void 0:this.peers?.get(H.conversation),l=this.obstacle||this.hint(x,r);return o`
      ${i.length?this.renderNames(i):a}
      ${this.reply?o`<div class="reply">
            ${m(z1)}
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
              ${m(o1)}
            </button>
          </div>`:a}
      <div class="line">
        <div class="field">
          <textarea
            rows="1"
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:x?.nickname??""})}
            aria-label=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:x?.nickname??""})}
            aria-describedby="length"
            aria-autocomplete="list"
            aria-controls=${i.length?"names":a}
            aria-activedescendant=${i.length?`name-${this.chosen}`:a}
            aria-invalid=${t>0?"true":"false"}
            @input=${this.onInput}
            @keydown=${this.onKey}
            @click=${this.findMention}
            @blur=${this.closeNames}
          ></textarea>
        </div>
        <button
          class="icon-button send"
          aria-label=${C("composer.send")}
          title=${d||C("composer.send")}
          aria-disabled=${d?"true":"false"}
          @click=${this.send}
        >
          ${m(E5)}
        </button>
      </div>
      <div class="foot ${t>0?"over":""}" id="length">
        ${l?o`<span class="hint">${l}</span>`:a}
        ${p?o`<span class="length"
              >${t>0?C.plural("composer.too_long",t):this.lengthWords(M)}</span
            >`:a}
      </div>
      <div class="sr-only" aria-live="polite">
        ${i.length?C.plural("composer.names",i.length):""}
      </div>
    `}renderNames(C){return o`<div
      class="names"
      id="names"
      role="listbox"
      aria-label=${this.t("composer.names_label")}
    >
      ${C.map((H,L)=>o`<div
            class="name"
            id="name-${L}"
            role="option"
            aria-selected=${L===this.chosen?"true":"false"}
            @pointerdown=${r=>{r.preventDefault(),this.complete(H)}}
          >
            ${U(H.fingerprint,H.nickname,H.in_reach)}
            <bdi class="clip">${H.nickname}</bdi>
            <span class="tag">#${H.fingerprint.slice(0,4)}</span>
          </div>`)}
    </div>`}get whole(){let C=this.text.trim();if(!this.reply||!C)return C;let H=this.reply.own?this.peers?.node?.nickname??"":this.reply.nickname;return`${G5(H,this.reply.text)}${C}`}get names(){if(!this.mention||!this.peers||this.thread?.conversation!==u)return[];let C=[...this.peers.peers.values()].filter(H=>!H.blocked).sort((H,L)=>Number(L.in_reach)-Number(H.in_reach)||L.last_seen-H.last_seen);return n5(C,this.mention.typed,X3)}hint(C,H){let{t:L}=this;return H?this.peers?.loaded&&!this.peers.inReach.length?L("composer.nobody"):"":C&&!C.in_reach?L("composer.absent",{name:C.nickname}):""}lengthWords(C){let{t:H,formats:L}=this,r=H("composer.bytes",{n:L.number(C.bytes),limit:L.number(C.limit)});return C.parts>1?`${r} · ${H.plural("composer.parts",C.parts)}`:r}whyNot(C){let{t:H}=this;return this.obstacle?this.obstacle:this.text.trim()?C.bytes>C.limit?H.plural("composer.too_long",C.bytes-C.limit):"":H("composer.empty")}write(C){this.text=C,this.thread&&(this.thread.draft=C)}complete(C){let{mention:H,area:L}=this;if(!H)return;let r=H.start+1+H.typed.length,M=`@${C.nickname} `,t=L.value;this.write(`${t.slice(0,H.start)}${M}${t.slice(r)}`),this.mention=void 0,L.value=this.text;let i=H.start+M.length;L.setSelectionRange(i,i)}onNamesKey(C,H){switch(C.key){case"ArrowDown":return this.chosen=(this.chosen+1)%H.length,!0;case"ArrowUp":return this.chosen=(this.chosen-1+H.length)%H.length,!0;case"Enter":case"Tab":{let L=H[this.chosen];return!L||C.shiftKey||!this.mention?.typed?!1:(this.complete(L),!0)}case"Escape":return this.mention=void 0,!0;default:return!1}}static{this.styles=[g,G,c`
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
    `]}};n([s({attribute:!1})],P.prototype,"thread",2),n([s({attribute:!1})],P.prototype,"peers",2),n([s()],P.prototype,"obstacle",2),n([v()],P.prototype,"text",2),n([v()],P.prototype,"reply",2),n([v()],P.prototype,"mention",2),n([v()],P.prototype,"chosen",2),n([w("textarea")],P.prototype,"area",2);var K5={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},j1=e=>(...V)=>({_$litDirective$:e,values:V}),p1=class{constructor(V){}get _$AU(){return this._$AM._$AU}_$AT(V,C,H){this._$Ct=V,this._$AM=C,this._$Ci=H}_$AS(V,C){return this.update(V,C)}update(V,C){return this.render(...C)}};var{I:J3}=K2,j5=e=>e;var X5=()=>document.createComment(""),m1=(e,V,C)=>{let H=e._$AA.parentNode,L=V===void 0?e._$AB:V._$AA;if(C===void 0){let r=H.insertBefore(X5(),L),M=H.insertBefore(X5(),L);C=new J3(r,M,e,e.options)}else{let r=C._$AB.nextSibling,M=C._$AM,t=M!==e;if(t){let i;C._$AQ?.(e),C._$AM=e,C._$AP!==void 0&&(i=e._$AU)!==M._$AU&&C._$AP(i)}if(r!==L||t){let i=C._$AA;for(;i!==r;){let A=j5(i).nextSibling;j5(H).insertBefore(i,L),i=A}}}return C},Q=(e,V,C=e)=>(e._$AI(V,C),e),C0={},Y5=(e,V=C0)=>e._$AH=V,J5=e=>e._$AH,X1=e=>{e._$AR(),e._$AA.remove()};var C3=(e,V,C)=>{let H=new Map;for(let L=V;L<=C;L++)H.set(e[L],L);return H},f1=j1(class extends p1{constructor(e){if(super(e),e.type!==K5.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,V,C){let H;C===void 0?C=V:V!==void 0&&(H=V);let L=[],r=[],M=0;for(let t of e)L[M]=H?H(t,M):M,r[M]=C(t,M),M++;return{values:r,keys:L}}render(e,V,C){return this.dt(e,V,C).values}update(e,[V,C,H]){let L=J5(e),{values:r,keys:M}=this.dt(V,C,H);if(!Array.isArray(L))return this.ut=M,r;let t=this.ut??=[],i=[],A,p,d=0,x=L.length-1,l=0,S=r.length-1;for(;d<=x&&l<=S;)if(L[d]===null)d++;else if(L[x]===null)x--;else if(t[d]===M[l])i[l]=Q(L[d],r[l]),d++,l++;else if(t[x]===M[S])i[S]=Q(L[x],r[S]),x--,S--;else if(t[d]===M[S])i[S]=Q(L[d],r[S]),m1(e,i[S+1],L[d]),d++,S--;else if(t[x]===M[l])i[l]=Q(L[x],r[l]),m1(e,L[d],L[x]),x--,l++;else if(A===void 0&&(A=C3(M,l,S),p=C3(t,d,x)),A.has(t[d]))if(A.has(t[x])){let F=p.get(M[l]),V2=F!==void 0?L[F]:null;if(V2===null){let P2=m1(e,L[d]);Q(P2,r[l]),i[l]=P2}else i[l]=Q(V2,r[l]),m1(e,L[d],V2),L[F]=null;l++}else X1(L[x]),x--;else X1(L[d]),d++;for(;l<=S;){let F=m1(e,i[S+1]);Q(F,r[l]),i[l++]=F}for(;d<=x;){let F=L[d++];F!==null&&X1(F)}return this.ut=M,Y5(e,i),k}});var H0=50,V0=120,e1=class extends Z{constructor(){super(...arguments);this.selected=u;this.chatWatch=new y(this);this.peersWatch=new y(this)}willUpdate(C){C.has("chat")&&this.chatWatch.set(this.chat),C.has("peers")&&this.peersWatch.set(this.peers)}render(){let{chat:C,peers:H,t:L}=this;if(!C||!H)return o``;let r=C.sorted;C.conversations.has(u)||r.unshift(H3(u));let M=H.node?.may_read_private?r:r.filter(i=>i.conversation===u),t=H.node?.may_read_private?H.inReach.filter(i=>!C.conversations.has(i.fingerprint)&&!i.blocked).sort((i,A)=>i.nickname.localeCompare(A.nickname)).slice(0,H0):[];return o`<nav aria-label=${L("conversations.label")}>
      <ul>
        ${f1(M,i=>i.conversation,i=>this.renderConversation(i))}
      </ul>
      ${t.length?o`<h3>${L("conversations.in_reach")}</h3>
            <ul>
              ${f1(t,i=>i.fingerprint,i=>this.renderConversation({...H3(i.fingerprint),title:i.nickname}))}
            </ul>`:a}
    </nav>`}renderConversation(C){let{t:H,formats:L,peers:r}=this,M=C.conversation===u,t=M?void 0:r?.get(C.conversation),i=M?H("conversations.public"):(t?.nickname??C.title)||C.conversation.slice(0,8),A=Date.now();return o`<li>
      <button
        class="conversation"
        aria-current=${C.conversation===this.selected?"true":a}
        @click=${()=>this.fire("mesh-open",C.conversation)}
      >
        ${M?q1():U(C.conversation,i,t?.in_reach)}
        <span class="words">
          <span class="upper">
            <bdi class="clip title">${i}</bdi>
            ${!M&&r?.isAmbiguous(i)?o`<span class="tag">#${C.conversation.slice(0,4)}</span>`:a}
            ${t?.trust==="verified"?o`<span class="badge" title=${H("trust.verified")}
                  >${m(n1)}<span class="sr-only"
                    >${H("trust.verified")}</span
                  ></span
                >`:a}
            ${t?.blocked?o`<span class="badge" title=${H("peer.blocked")}
                  >${m(O5)}<span class="sr-only">${H("peer.blocked")}</span></span
                >`:a}
            ${C.last?o`<time class="when">${L.short(I1(C),A)}</time>`:a}
          </span>
          <span class="lower">
            <span class="clip preview" dir="auto"
              >${C.last?this.preview(C.last):this.emptyWords(t)}</span
            >
            ${C.unread?o`<span class="count"
                  ><span aria-hidden="true"
                    >${C.unread>99?"99+":L.number(C.unread)}</span
                  ><span class="sr-only"
                    >${H.plural("conversations.unread",C.unread)}</span
                  ></span
                >`:a}
          </span>
        </span>
      </button>
    </li>`}preview(C){let H=C.text.slice(0,V0).replace(/\s+/gu," ");return C.own?`${this.t("message.you")}: ${H}`:C.conversation===u?`${C.nickname}: ${H}`:H}emptyWords(C){let{t:H,peers:L}=this;return C?K1(C,H):H.plural("conversations.people",L?.inReach.length??0)}static{this.styles=[g,G,c`
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
    `]}};n([s({attribute:!1})],e1.prototype,"chat",2),n([s({attribute:!1})],e1.prototype,"peers",2),n([s()],e1.prototype,"selected",2);function H3(e){return{conversation:e,title:"",unread:0,last:null,messages:0}}var L0=900,V3=14,h2=300;function L3(e,V,C){let{message:H}=e,{t:L,formats:r}=V,t=V.peerOf(H.fingerprint)?.trust==="verified",i=M5(H);return o`<div
    class="row message ${H.own?"own":"theirs"} ${e.first?"first":""} ${e.last?"last":""} ${C.flash?"flash":""}"
    role="article"
    data-key=${e.key}
    tabindex=${C.tabbable?0:-1}
    aria-label=${t0(H,t,V)}
  >
    ${H.own||!V.isPublic?a:o`<span class="gutter"
          >${e.first?U(H.fingerprint,H.nickname):a}</span
        >`}
    <div class="stack">
      <div class="bubble">
        ${e.first&&!H.own&&V.isPublic?o`<div class="author">
              <bdi class="clip">${H.nickname}</bdi>
              ${V.isAmbiguous(H.nickname)&&H.fingerprint?o`<span class="tag">#${H.fingerprint.slice(0,4)}</span>`:a}
              ${t?o`<span class="verified" title=${L("trust.verified")}
                    >${m(n1)}</span
                  >`:a}
            </div>`:a}
        ${r3(H.text,e.key,V,o`<span class="meta">
            ${V.showSignal&&!H.own?o`<span>${f2(H,L,r)}</span>`:a}
            <time datetime=${M3(b(H))}>${r.time(b(H))}</time>
            ${H.own?M0(H,L):a}
          </span>`)}
      </div>
      ${i?o`<div class="failure">
            ${m(B)}
            <span>${g2(H,L)}</span>
            ${V.canWrite?o`<button
                  class="text-button"
                  ?disabled=${V.resending(H.message_id)}
                  @click=${()=>V.on.resend(H)}
                >
                  ${L("message.resend")}
                </button>`:a}
          </div>`:a}
      ${C.active?e0(H,V):a}
    </div>
  </div>`}function e3(e,V){let{pending:C}=e,{t:H,formats:L}=V;return o`<div
    class="row message own pending ${e.first?"first":""} ${e.last?"last":""}"
    role="article"
    data-key=${e.key}
    tabindex="-1"
    aria-label=${`${H("message.you")}: ${C.text.slice(0,h2)}`}
  >
    <div class="stack">
      <div class="bubble">
        ${r3(C.text,e.key,V,o`<span class="meta">
            <time datetime=${M3(C.at)}>${L.time(C.at)}</time>
            ${C.error?q(B,H("status.refused"),"bad"):q(u2,H("status.sending"))}
          </span>`)}
      </div>
      ${C.error?o`<div class="failure">
            <span>${_(C.error,H)}</span>
            <span class="choices">
              <button class="text-button" @click=${()=>V.on.retry(e.key)}>
                ${H("message.retry")}
              </button>
              <button class="text-button" @click=${()=>V.on.edit(e.key)}>
                ${H("message.edit")}
              </button>
              <button class="text-button" @click=${()=>V.on.discard(e.key)}>
                ${H("message.discard")}
              </button>
            </span>
          </div>`:a}
    </div>
  </div>`}function e0(e,V){let{t:C,on:H}=V,L=(r,M,t)=>o`<button class="icon-button" title=${M} aria-label=${M} @click=${t}>
      ${m(r)}
    </button>`;return o`<div class="actions" role="toolbar" aria-label=${C("message.actions")}>
    ${V.canWrite?L(z1,C("message.reply"),()=>H.reply(e)):a}
    ${V.canWrite&&!e.own&&V.isPublic?L(g5,C("message.mention"),()=>H.mention(e)):a}
    ${L(y5,C("message.copy"),()=>H.copy(e))}
    ${L(T5,C("message.details"),()=>H.details(e))}
  </div>`}function r3(e,V,C,H){let{quote:L,body:r}=S2(e),t=(r.length>L0||r.split(`
`,V3+1).length>V3)&&!C.isExpanded(V);return o`${L===void 0?a:o`<blockquote dir="auto">${L}</blockquote>`}
    <div class="line">
      <div class="text ${t?"folded":""}" dir="auto">${r0(r,C)}</div>
      ${t?o`<button class="text-button more" @click=${()=>C.on.expand(V)}>
            ${C.t("message.show_all")}
          </button>`:a}
      ${H}
    </div>`}function r0(e,V){return p5(e,V.names).map(H=>H.mention?o`<bdi class="mention ${H.text===`@${V.ownName}`?"me":""}"
          >${H.text}</bdi
        >`:H.text)}function q(e,V,C=""){return o`<span class="status ${C}" title=${V}
    >${m(e)}<span class="sr-only">${V}</span></span
  >`}function M0(e,V){switch(e.status){case null:return a;case"queued":return q(u2,V("status.queued"));case"sent":return q(b5,V("status.sent"));case"relayed":{let C=e.heard_by?V.plural("status.heard_by",e.heard_by):V("status.relayed");return o`<span class="status" title=${C}
        >${m(D5)}${e.heard_by?o`<span aria-hidden="true">${e.heard_by}</span>`:a}<span class="sr-only">${C}</span></span
      >`}case"delivered":return q(x2,V("status.delivered"));case"read":return q(x2,V("status.read"),"good");case"expired":return q(B,V("status.expired"),"bad");case"failed":return q(B,V("status.failed"),"bad")}}function g2(e,V){switch(e.failure){case"expired":case"outbox_full":case"not_confirmed":case"identity_changed":case"wiped":return V(`failure.${e.failure}`);default:return V(e.status==="expired"?"failure.expired":"failure.unknown")}}function f2(e,V,C){let H=[];return e.hops===1?H.push(V("hops.direct")):e.hops!==null&&H.push(V.plural("hops",e.hops)),e.rssi!==null&&H.push(V("signal.dbm",{value:C.number(e.rssi)})),H.join(" · ")}function t0(e,V,C){let{t:H,formats:L}=C,r=e.own?H("message.you"):V?H("message.by_verified",{name:e.nickname}):e.nickname,M=e.text.length>h2?`${e.text.slice(0,h2)}…`:e.text;return`${r}, ${L.time(b(e))}: ${M}`}function M3(e){return new Date(H1(e)).toISOString()}var t3=c`
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
    opacity: 0.75;
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
`;var r1=class extends Z{constructor(){super(...arguments);this.onBackdrop=C=>{C.target===this.dialog&&this.dialog.close()}}async show(C){this.message=C,await this.updateComplete,this.dialog.open||this.dialog.showModal()}render(){let{t:C,message:H}=this;return o`<dialog
      aria-labelledby="title"
      @click=${this.onBackdrop}
      @close=${()=>this.message=void 0}
    >
      ${H?o`<div class="content">
            <header>
              <h2 id="title">${C("details.title")}</h2>
              <button
                class="icon-button"
                aria-label=${C("common.close")}
                title=${C("common.close")}
                @click=${()=>this.dialog.close()}
              >
                ${m(o1)}
              </button>
            </header>
            <dl>${this.facts(H).map(([L,r,M])=>i0(L,r,M))}</dl>
          </div>`:a}
    </dialog>`}facts(C){let{t:H,formats:L,peers:r}=this,M=C.fingerprint?r?.get(C.fingerprint):void 0,t=[];if(C.own?(t.push([H("details.from"),H("message.you")]),C.status&&t.push([H("details.delivery"),H(`status.${C.status}`)]),(C.status==="failed"||C.status==="expired")&&t.push([H("details.reason"),g2(C,H)]),C.heard_by&&t.push([H("details.heard_by"),H.plural("status.heard_by",C.heard_by)])):(t.push([H("details.from"),C.nickname]),M&&t.push([H("details.trust"),H(`trust.${M.trust}_long`)])),t.push([H("details.sent"),L.moment(C.sent)]),!C.own){t.push([H("details.received"),L.moment(C.received)]);let i=f2(C,H,L);if(i&&t.push([H("details.way"),i]),C.via){let A=r?.byPeerId(C.via);t.push([H("details.via"),A?.nickname??C.via,!A])}}return C.fingerprint&&t.push([H("details.fingerprint"),o0(C.fingerprint),!0]),t.push([H("details.message_id"),C.message_id,!0]),t}static{this.styles=[g,c`
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
    `]}};n([s({attribute:!1})],r1.prototype,"peers",2),n([v()],r1.prototype,"message",2),n([w("dialog")],r1.prototype,"dialog",2);function i0(e,V,C=!1){return o`<div>
    <dt>${e}</dt>
    <dd class=${C?"mono":""}>${V}</dd>
  </div>`}function o0(e){return e.match(/.{1,4}/gu)?.join(" ")??e}var a0=250,O2=40,R=class extends Z{constructor(){super(...arguments);this.text="";this.busy=!1;this.asked=0;this.onInput=()=>{this.text=this.input.value,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.search()},a0)};this.onKey=C=>{if(C.key==="Escape"){C.stopPropagation(),this.fire("mesh-close");return}if(C.key!=="ArrowDown"&&C.key!=="ArrowUp")return;let H=[...this.renderRoot.querySelectorAll("input, li button")],L=H.indexOf(C.target);H[L+(C.key==="ArrowDown"?1:-1)]?.focus(),C.preventDefault()}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}firstUpdated(){this.input.focus()}render(){let{t:C}=this;return o`<div class="bar" role="search" @keydown=${this.onKey}>
        ${m(A1)}
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
          ${m(o1)}
        </button>
      </div>
      <div class="sr-only" role="status">
        ${this.found?C.plural("search.found",this.found.length):""}
      </div>
      <div class="results" @keydown=${this.onKey}>${this.renderResults()}</div>`}renderResults(){let{t:C,formats:H,found:L,error:r}=this;if(r)return T({icon:B,title:C("search.failed"),text:_(r,C),action:{label:C("common.try_again"),run:()=>{this.search()}}});if(!L)return this.text.trim()||this.busy?a:T({icon:A1,title:C("search.title"),text:C("search.hint")});if(!L.length)return T({icon:A1,title:C("search.none"),text:C("search.none_hint")});let M=Date.now();return o`<ul>
      ${[...L].reverse().map(t=>o`<li>
            <button @click=${()=>this.fire("mesh-found",t)}>
              <span class="upper">
                <bdi class="clip">${t.own?C("message.you"):t.nickname}</bdi>
                <time>${H.short(b(t),M)}</time>
              </span>
              <span class="snippet" dir="auto">${A0(t.text,this.text.trim())}</span>
            </button>
          </li>`)}
    </ul>`}async search(){let C=this.text.trim();this.asked+=1;let H=this.asked;if(this.error=void 0,!C||!this.thread){this.found=void 0;return}this.busy=!0;try{let L=await this.thread.search(C);H===this.asked&&(this.found=L)}catch(L){H===this.asked&&(this.error=O.from(L))}finally{H===this.asked&&(this.busy=!1)}}static{this.styles=[g,d1,c`
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
    `]}};n([s({attribute:!1})],R.prototype,"thread",2),n([v()],R.prototype,"text",2),n([v()],R.prototype,"found",2),n([v()],R.prototype,"error",2),n([v()],R.prototype,"busy",2),n([w("input")],R.prototype,"input",2);function A0(e,V){let C=e.replace(/\s+/gu," "),H=C.toLocaleLowerCase().indexOf(V.toLocaleLowerCase());if(H<0)return C.slice(0,2*O2);let L=Math.max(0,H-O2),r=H+V.length;return o`${L>0?"…":""}${C.slice(L,H)}<mark>${C.slice(H,r)}</mark
    >${C.slice(r,r+2*O2)}`}var n0={},i3=j1(class extends p1{constructor(){super(...arguments),this.ot=n0}render(e,V){return V()}update(e,[V,C]){if(Array.isArray(V)){if(Array.isArray(this.ot)&&this.ot.length===V.length&&V.every((H,L)=>H===this.ot[L]))return k}else if(this.ot===V)return k;return this.ot=Array.isArray(V)?Array.from(V):V,this.render(V,C)}});var b2="day-",Y1=class{constructor(){this.start=0;this.end=0;this.lead=0}toEnd(V){this.put(V.length-36,V.length,V)}around(V,C){let H=Math.min(V-18,C.length-36);this.put(H,H+36,C)}follow(V,C){if(C||this.firstKey===void 0){this.toEnd(V);return}let H=V.indexOf(this.firstKey),L=Math.max(0,H-this.lead),r=this.lastKey===void 0?-1:V.lastIndexOf(this.lastKey);H>=0&&r>=L?this.put(L,Math.min(r+1,L+80),V):H>=0?this.put(L,L+36,V):r>=0?this.put(r+1-36,r+1,V):this.toEnd(V)}up(V){if(this.start===0)return!1;let C=Math.max(0,this.start-12);return this.put(C,Math.min(this.end,C+80),V),!0}down(V){if(this.end>=V.length)return!1;let C=Math.min(V.length,this.end+12);return this.put(Math.max(this.start,C-80),C,V),!0}put(V,C,H){this.start=Math.max(0,V),this.end=Math.min(H.length,Math.max(C,0));let L=this.start;for(;L<this.end&&H[L]?.startsWith(b2);)L+=1;this.lead=L-this.start,this.firstKey=H[L],this.lastKey=H[this.end-1]}};var d0=5*6e4;function o3(e){let V=[],C="",H,L=(r,M,t)=>{let i=e.dayKey(M),A=!1;i!==C&&(C=i,V.push({kind:"day",key:`${b2}${i}`,at:M}),A=!0),t.kind==="message"&&t.message.message_id===e.firstUnread&&(V.push({kind:"unread",key:"unread"}),A=!0);let p=!A&&H?.author===r&&M-H.at<=d0;p&&H&&(H.row.last=!1),t.first=!p,H={author:r,at:M,row:t},V.push(t)};for(let r of e.messages)L(r.own?"own":r.fingerprint??r.nickname,b(r),{kind:"message",key:e.keyOf(r),message:r,first:!0,last:!0});for(let r of e.pending)L("own",r.at,{kind:"pending",key:r.localId,pending:r,first:!0,last:!0});return V}async function a3(e){try{return await navigator.clipboard.writeText(e),!0}catch{return p0(e)}}function p0(e){let V=document.createElement("textarea");V.value=e,V.style.cssText="position:fixed;opacity:0";let C=document.activeElement;document.body.append(V),V.select();let H=!1;try{H=document.execCommand("copy")}catch{}return V.remove(),C instanceof HTMLElement&&C.focus(),H}var A3=48,n3=900,m0=200,s0=1700,f=class extends Z{constructor(){super(...arguments);this.canWrite=!1;this.showSignal=!1;this.newBelow=0;this.spoken="";this.atEnd=!0;this.threadWatch=new y(this);this.peersWatch=new y(this);this.window=new Y1;this.expanded=new Set;this.resending=new Set;this.rows=[];this.keys=[];this.rowsMadeOf=[];this.scrolling=0;this.toEnd=()=>{this.atEnd=!0,this.newBelow=0,this.window.toEnd(this.keys),this.requestUpdate()};this.onScroll=()=>{this.scrolling||=requestAnimationFrame(()=>{this.scrolling=0,this.scrolled()})};this.onKey=C=>{let H=C.target.closest(".row.message");if(!H)return;let L=C.target===H;switch(C.key){case"ArrowUp":case"ArrowDown":if(L)this.step(H,C.key==="ArrowUp"?-1:1);else return;break;case"ArrowLeft":case"ArrowRight":if(L)return;this.stepAction(C);break;case"Home":if(!L)return;this.scroller.scrollTop=0;break;case"End":if(!L)return;this.toEnd();break;case"Enter":case" ":if(!L)return;H.querySelector(".actions button")?.focus();break;case"Escape":L?this.fire("mesh-compose"):H.focus();break;default:return}C.preventDefault(),C.stopPropagation()};this.onFocus=C=>{let H=y2(C);H&&(this.active=this.focused=H)};this.onPointer=C=>{if(C.pointerType!=="mouse")return;let H=y2(C);H&&H!==this.active&&(this.active=H)};this.onLeave=C=>{C.pointerType==="mouse"&&(this.active=void 0)};this.onClick=C=>{if(C.target.closest("button")||getSelection()?.toString())return;let L=y2(C);L&&(this.rememberPlace(),this.active=this.focused=L)}}get showsNewest(){return this.atEnd&&(this.thread?.loaded??!1)}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.observeSize()}disconnectedCallback(){super.disconnectedCallback(),this.resized?.disconnect(),cancelAnimationFrame(this.scrolling),this.scrolling=0}async reveal(C){let{thread:H}=this;if(!H||!await H.reveal(C))return!1;let L=H.get(C);if(!L)return!1;this.makeRows();let r=H.keyOf(L),M=this.keys.indexOf(r);return this.window.around(M,this.keys),this.atEnd=!1,this.target={key:r,place:.35},this.flashing=r,this.focused=r,setTimeout(()=>{this.flashing===r&&(this.flashing=void 0)},s0),this.requestUpdate(),await this.updateComplete,this.rowElement(r)?.focus({preventScroll:!0}),!0}willUpdate(C){C.has("peers")&&this.peersWatch.set(this.peers),C.has("thread")&&(this.threadWatch.set(this.thread),this.open()),this.thread!==this.opened&&this.thread?.loaded&&this.settle();let H=this.keys.length;(this.makeRows()||C.has("thread"))&&(this.noticeNews(H),this.rememberPlace(),this.window.follow(this.keys,this.atEnd))}render(){let{thread:C,t:H}=this;if(!C)return o``;let L=this.context(C),r=this.rows.slice(this.window.start,this.window.end),M=this.tabbableKey(r),t=C.loaded&&!this.rows.length;return o`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${H("thread.label")}
        aria-busy=${C.loading?"true":"false"}
        tabindex=${r.length?-1:0}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
        @pointerover=${this.onPointer}
        @pointerleave=${this.onLeave}
        @click=${this.onClick}
      >
        ${t?this.renderEmpty(C):a}
        ${!C.loaded&&C.error?T({icon:B,title:H("thread.failed"),text:_(C.error,H),action:{label:H("common.try_again"),run:()=>{C.load()}}}):a}
        ${!C.loaded&&!C.error?T({icon:a1,title:H("thread.loading"),busy:!0}):a}
        <div class="rows">
          ${this.rows.length?this.renderTop(C):a}
          ${f1(r,i=>i.key,i=>this.renderRow(i,L,M))}
        </div>
      </div>
      ${this.atEnd?a:o`<button class="jump ${this.newBelow?"news":""}" @click=${this.toEnd}>
            ${m(S5)}
            <span class=${this.newBelow?"":"sr-only"}
              >${this.newBelow?H.plural("thread.new_messages",this.newBelow):H("thread.to_end")}</span
            >
          </button>`}
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `}firstUpdated(){this.observeSize()}updated(){let{scroller:C}=this;if(C){if(this.target){let{key:H,place:L}=this.target,r=this.rowElement(H);if(this.target=void 0,r){let M=r.getBoundingClientRect().top-C.getBoundingClientRect().top;C.scrollTop+=M-C.clientHeight*L,this.endDistance()<A3&&this.window.end===this.keys.length&&(this.atEnd=!0)}}else if(this.atEnd)C.scrollTop=C.scrollHeight;else if(this.anchor){let H=this.rowElement(this.anchor.key);if(H){let L=H.getBoundingClientRect().top;C.scrollTop+=L-this.anchor.top}}this.anchor=void 0,this.tellSeen(),this.onScroll()}}renderRow(C,H,L){switch(C.kind){case"day":return o`<div class="row day" data-key=${C.key}>
          <span>${this.formats.day(C.at,Date.now())}</span>
        </div>`;case"unread":return o`<div class="row unread" data-key=${C.key}>
          <span>${this.t("thread.unread_marker")}</span>
        </div>`;case"message":{let{message:r}=C,M={active:this.active===C.key,tabbable:L===C.key,flash:this.flashing===C.key},t=H.peerOf(r.fingerprint),i=[r,C.first,C.last,M.active,M.tabbable,M.flash,t?.trust,H.isAmbiguous(r.nickname),H.isExpanded(C.key),H.resending(r.message_id),H.names,H.ownName,H.showSignal,H.canWrite,H.t,H.formats];return i3(i,()=>L3(C,H,M))}case"pending":return e3(C,H)}}renderTop(C){let{t:H}=this;if(this.window.start>0)return o``;if(C.loadingOlder)return o`<div class="top" role="status">
        <span class="spin">${m(R5)}</span>${H("thread.loading_older")}
      </div>`;if(C.error)return o`<div class="top" role="status">
        ${_(C.error,H)}
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${H("common.try_again")}
        </button>
      </div>`;if(C.more)return o`<div class="top">
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${H("thread.load_older")}
        </button>
      </div>`;let L=this.peers?.node?.retention_days;return o`<div class="top">
      ${m(B5)}
      <span
        >${C.pruned?L?H.plural("thread.pruned_days",L):H("thread.pruned"):H("thread.beginning")}</span
      >
    </div>`}renderEmpty(C){let{t:H}=this;if(C.conversation===u)return T({icon:a1,title:H("thread.empty_public"),text:this.canWrite?H("thread.empty_public_hint"):H("thread.empty_read_only")});let L=this.peers?.get(C.conversation);return T({icon:a1,title:H("thread.empty_private",{name:L?.nickname??""}),text:H("thread.empty_private_hint")})}context(C){let{peers:H}=this;return{t:this.t,formats:this.formats,names:H?.names??[],ownName:H?.node?.nickname??"",isPublic:C.conversation===u,showSignal:this.showSignal,canWrite:this.canWrite,peerOf:L=>L===null?void 0:H?.get(L),isAmbiguous:L=>H?.isAmbiguous(L)??!1,isExpanded:L=>this.expanded.has(L),resending:L=>this.resending.has(L),on:{reply:L=>this.fire("mesh-reply",L),mention:L=>this.fire("mesh-mention",L.nickname),copy:L=>{this.copy(L)},details:L=>this.fire("mesh-details",L),resend:L=>{this.resend(L)},expand:L=>{this.expanded.add(L),this.rememberPlace(),this.requestUpdate()},retry:L=>{C.retry(L)},edit:L=>this.fire("mesh-edit",C.discard(L)),discard:L=>{C.discard(L)}}}}async copy(C){let H=await a3(C.text);this.say(this.t(H?"message.copied":"message.copy_failed")),this.fire("mesh-toast",this.t(H?"message.copied":"message.copy_failed"))}async resend(C){let{thread:H}=this;if(!(!H||this.resending.has(C.message_id))){this.resending.add(C.message_id),this.requestUpdate();try{await H.resend(C.message_id)}catch(L){this.fire("mesh-toast",_(O.from(L),this.t))}finally{this.resending.delete(C.message_id),this.requestUpdate()}}}open(){let{thread:C}=this;this.opened=void 0,this.firstUnread=void 0,this.newest=void 0,this.active=this.focused=this.flashing=void 0,this.expanded.clear(),this.newBelow=0,this.spoken="",this.atEnd=!0,this.rowsMadeOf=[],C&&!C.loaded&&C.load()}settle(){let{thread:C}=this;if(!C)return;this.opened=C;let H=C.messages.find(r=>r.unread);this.firstUnread=H?.message_id,this.newest=C.messages.at(-1)?.message_id,this.makeRows();let L=this.keys.indexOf("unread");L>=0?(this.atEnd=!1,this.window.around(L,this.keys),this.target={key:"unread",place:.25}):this.window.toEnd(this.keys)}makeRows(){let{thread:C,formats:H}=this,L=[C,C?.messages,C?.pending,this.firstUnread,H];return L.every((r,M)=>r===this.rowsMadeOf[M])&&this.rowsMadeOf.length?!1:(this.rowsMadeOf=L,this.rows=C?o3({messages:C.messages,pending:C.pending,keyOf:r=>C.keyOf(r),dayKey:r=>H.dayKey(r),firstUnread:this.firstUnread}):[],this.keys=this.rows.map(r=>r.key),!0)}noticeNews(C){let{thread:H}=this;if(!H||H!==this.opened)return;let{messages:L}=H,r=L.at(-1);if(!r||r.message_id===this.newest){this.rows.at(-1)?.kind==="pending"&&this.keys.length>C&&(this.atEnd=!0);return}let M=L.length;for(;M>0&&L[M-1]?.message_id!==this.newest;)M-=1;let t=M===0?[]:L.slice(M).filter(A=>!A.own);if(this.newest=r.message_id,!t.length)return;this.atEnd||(this.newBelow+=t.length);let i=t.at(-1);i&&this.say(t.length>1?this.t.plural("thread.new_messages",t.length):`${i.nickname}: ${i.text.slice(0,m0)}`)}say(C){this.spoken=C===this.spoken?`${C} `:C}tellSeen(){this.showsNewest&&this.fire("mesh-seen",this.thread?.conversation)}observeSize(){this.resized??=new ResizeObserver(()=>{this.atEnd&&!this.target&&(this.scroller.scrollTop=this.scroller.scrollHeight)}),this.resized.observe(this.scroller)}scrolled(){let{scroller:C,thread:H}=this;if(!H?.loaded||this.target||!C.clientHeight)return;let L=this.endDistance(),r=L<A3&&this.window.end===this.keys.length;r!==this.atEnd&&(this.atEnd=r,r&&(this.newBelow=0,this.tellSeen())),C.scrollTop<n3?(this.rememberPlace(),this.window.up(this.keys)?this.requestUpdate():H.error||H.loadOlder()):L<n3&&this.window.end<this.keys.length&&(this.rememberPlace(),this.window.down(this.keys)&&this.requestUpdate())}endDistance(){let{scroller:C}=this;return C.scrollHeight-C.scrollTop-C.clientHeight}rememberPlace(){let{scroller:C}=this;if(!C||this.atEnd||this.anchor)return;let H=C.getBoundingClientRect().top;for(let L of C.querySelectorAll(".row.message")){let{top:r,bottom:M}=L.getBoundingClientRect();if(M>H){this.anchor={key:L.dataset.key??"",top:r};return}}}tabbableKey(C){return this.focused&&C.some(H=>H.key===this.focused)?this.focused:C.findLast(H=>H.kind==="message")?.key}rowElement(C){for(let H of this.renderRoot.querySelectorAll(".row"))if(H.dataset.key===C)return H}step(C,H){let L=[...this.renderRoot.querySelectorAll(".row.message")],r=L[L.indexOf(C)+H];r?(r.focus({preventScroll:!0}),r.scrollIntoView({block:"nearest"})):H>0&&this.fire("mesh-compose")}stepAction(C){let H=C.target.closest("button"),L=[...H?.parentElement?.querySelectorAll("button")??[]],r=getComputedStyle(this).direction==="rtl",M=C.key==="ArrowRight"!==r?1:-1;H&&L[(L.indexOf(H)+M+L.length)%L.length]?.focus()}static{this.styles=[g,d1,G,t3,c`
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
    `]}};n([s({attribute:!1})],f.prototype,"thread",2),n([s({attribute:!1})],f.prototype,"peers",2),n([s({type:Boolean})],f.prototype,"canWrite",2),n([s({type:Boolean})],f.prototype,"showSignal",2),n([v()],f.prototype,"active",2),n([v()],f.prototype,"focused",2),n([v()],f.prototype,"flashing",2),n([v()],f.prototype,"newBelow",2),n([v()],f.prototype,"spoken",2),n([v()],f.prototype,"atEnd",2),n([w(".scroller")],f.prototype,"scroller",2);function y2(e){return e.target.closest(".row.message:not(.pending)")?.dataset.key}var J1=[{tab:"chat",icon:w5,label:"panel.chat"},{tab:"map",icon:P5,label:"panel.map"},{tab:"activity",icon:k5,label:"panel.activity"}],l0=1200,$=class extends Z{constructor(){super(...arguments);this.narrow=!1;this.tab="chat";this.side="map";this.wide=!1;this.chatWatch=new y(this);this.onKey=async C=>{let H=[...this.renderRoot.querySelectorAll('[role="tab"]')],L=getComputedStyle(this).direction==="rtl",r=H.indexOf(C.target),M;switch(C.key){case"ArrowLeft":case"ArrowRight":M=r+(C.key==="ArrowRight"!==L?1:-1)+H.length;break;case"Home":M=0;break;case"End":M=H.length-1;break;default:return}C.preventDefault();let t=H[M%H.length];t?.click(),await this.updateComplete,t?.focus()}}connectedCallback(){super.connectedCallback(),this.sized=new ResizeObserver(([C])=>{this.wide=(C?.contentRect.width??0)>=l0}),this.sized.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.sized?.disconnect()}willUpdate(C){if(this.chatWatch.set(this.session?.chat),C.has("route")){let H=J1.find(({tab:L})=>this.route?.path===`/${L}`);H&&this.choose(H.tab)}}render(){let{hass:C,t:H,wide:L,side:r,tab:M}=this,t=L?J1.filter(p=>p.tab!=="chat"):J1,i=L?r:M,A=this.session?.chat.unread??0;return o`
      <header>
        ${this.narrow||C?.dockedSidebar==="always_hidden"?o`<button
              class="icon-button"
              aria-label=${H("panel.menu")}
              title=${H("panel.menu")}
              @click=${()=>this.fire("hass-toggle-menu")}
            >
              ${m(F5)}
            </button>`:a}
        <h1 class="clip">${H("panel.title")}</h1>
        <div class="tabs" role="tablist" aria-label=${H("panel.title")} @keydown=${this.onKey}>
          ${t.map(p=>o`<button
                role="tab"
                id="tab-${p.tab}"
                aria-controls="pane-${p.tab}"
                aria-selected=${p.tab===i?"true":"false"}
                tabindex=${p.tab===i?0:-1}
                title=${H(p.label)}
                @click=${()=>this.choose(p.tab)}
              >
                ${m(p.icon)}<span class="label">${H(p.label)}</span>
                ${p.tab==="chat"&&A&&i!=="chat"?o`<span class="count"
                      ><span aria-hidden="true">${A>99?"99+":A}</span
                      ><span class="sr-only"
                        >${H.plural("conversations.unread",A)}</span
                      ></span
                    >`:a}
              </button>`)}
        </div>
      </header>
      <main class=${L?"wide":""} @mesh-opened=${()=>this.choose("chat")}>
        ${J1.map(({tab:p})=>this.renderPane(p,L,i))}
      </main>
    `}renderPane(C,H,L){let r=H&&C==="chat",M=r||C===L;return o`<section
      id="pane-${C}"
      class="pane ${C}"
      role=${r?"region":"tabpanel"}
      aria-labelledby=${r?a:`tab-${C}`}
      aria-label=${r?this.t("panel.chat"):a}
      ?hidden=${!M}
    >
      ${this.renderView(C,M)}
    </section>`}renderView(C,H){switch(C){case"chat":return o`<mesh-broadcast-chat-view .hass=${this.hass}></mesh-broadcast-chat-view>`;case"map":return H?o`<mesh-broadcast-map-view .hass=${this.hass}></mesh-broadcast-map-view>`:a;case"activity":return H?o`<mesh-broadcast-activity-view
              .hass=${this.hass}
            ></mesh-broadcast-activity-view>`:a}}choose(C){this.tab=C,C!=="chat"&&(this.side=C)}static{this.styles=[g,c`
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
    `]}};n([s({type:Boolean,reflect:!0})],$.prototype,"narrow",2),n([s({attribute:!1})],$.prototype,"route",2),n([v()],$.prototype,"tab",2),n([v()],$.prototype,"side",2),n([v()],$.prototype,"wide",2);var v0=30,k2=["in_reach","hops","rssi","last_seen","private_message"],C2=class extends HTMLElement{static async generate(V,C){let H=S1(C);return{title:H("panel.title"),views:[w2("chat",H("panel.chat"),"mdi:forum","chat"),w2("map",H("panel.map"),"mdi:graph","map"),w2("activity",H("panel.activity"),"mdi:format-list-bulleted","activity"),{type:"sections",path:"status",title:H("strategy.status"),icon:"mdi:heart-pulse",max_columns:4,sections:x0(C)}]}}};function w2(e,V,C,H){return{type:"panel",path:e,title:V,icon:C,cards:[{type:`custom:mesh-broadcast-${H}`}]}}function x0(e){let V=S1(e),C=new Map;for(let M of Object.values(e.entities??{})){if(M.platform!==I||!M.device_id||M.hidden||!(M.entity_id in e.states))continue;let t=C.get(M.device_id)??[];t.push({id:M.entity_id,key:M.translation_key??""}),C.set(M.device_id,t)}let H=[],L=[];for(let[M,t]of C){let i=e.devices?.[M];if(t.some(({key:p})=>p==="running")){H.push(d3(V("strategy.node"),"mdi:access-point",t.map(p3)));continue}let A=t.filter(({key:p})=>k2.includes(p)).sort((p,d)=>k2.indexOf(p.key)-k2.indexOf(d.key));A.length&&L.push({name:(i?.name_by_user??i?.name)||V("strategy.peer"),cards:A.map(p3)})}L.sort((M,t)=>M.name.localeCompare(t.name));let r=[...H,...L.slice(0,v0).map(({name:M,cards:t})=>d3(M,"mdi:account",t))];return r.length?r:[{type:"grid",cards:[{type:"heading",heading:V("state.not_loaded"),icon:"mdi:power-plug-off"}]}]}function d3(e,V,C){return{type:"grid",cards:[{type:"heading",heading:e,icon:V},...C]}}function p3({id:e}){return{type:"tile",entity:e}}var u0={"mesh-broadcast-conversations":e1,"mesh-broadcast-thread":f,"mesh-broadcast-composer":P,"mesh-broadcast-search":R,"mesh-broadcast-details":r1,"mesh-broadcast-chat-view":h,"mesh-broadcast-chat":L1,"mesh-broadcast-panel":$,"ll-strategy-dashboard-mesh-broadcast":C2};document.querySelector("home-assistant")&&await customElements.whenDefined("home-assistant");for(let[e,V]of Object.entries(u0))s5(e,V);var H2=V1(i1());u5({type:"mesh-broadcast-chat",name:H2("card.chat_name"),description:H2("card.chat_description"),suggest:(e,V)=>{let C=V.split(".")[0];if(!(C!=="notify"&&C!=="event"))return e.entities?.[V]?.translation_key==="public_channel"?{conversation:u}:{}}});c5({type:"mesh-broadcast",name:H2("strategy.name"),description:H2("strategy.description")});console.info("%c mesh-broadcast %c 0.1.0 ","color:#fff;background:#0b6b86","color:#0b6b86;background:#dff3f9");
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
